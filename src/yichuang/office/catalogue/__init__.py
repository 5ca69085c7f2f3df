"""The catalogue: matters 事项 and their editions, as the departments reviewed them."""
