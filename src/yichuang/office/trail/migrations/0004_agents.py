from django.db import migrations

OF = "ON trail_fact ((record->'by'->>'{key}'), id) WHERE record->'by' ? 'principal'"


class Migration(migrations.Migration):
    """What was done by an agent is found by principal and by agent; facts without a principal are not indexed."""

    dependencies = [("trail", "0003_begun")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX trail_fact_{name} {OF.format(key=key)}", f"DROP INDEX trail_fact_{name}"
        )
        for name, key in (("principal", "principal"), ("agent", "id"))
    ]
