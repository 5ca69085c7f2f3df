"""The other engine of the flow bench: SpiffWorkflow running the BPMN we export, in memory, and with a row for each workflow."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from django.db import connection

TABLE = "CREATE TABLE IF NOT EXISTS bench_workflow (n int PRIMARY KEY, state text)"
LOAD = "SELECT state FROM bench_workflow WHERE n = %s"
SAVE = "UPDATE bench_workflow SET state = %s WHERE n = %s"


def there() -> bool:
    """Whether it is installed; it is a requirement of development only."""
    return importlib.util.find_spec("SpiffWorkflow") is not None


class Engine:
    """One process, ready to be begun any number of times."""

    def __init__(self, bpmn: str, process: str) -> None:
        """Read our export."""
        parser = importlib.import_module("SpiffWorkflow.bpmn.parser").BpmnParser()
        parser.add_bpmn_str(bpmn.encode())
        self._spec = parser.get_spec(process)
        self._workflow = importlib.import_module("SpiffWorkflow.bpmn.workflow").BpmnWorkflow
        self._ready = importlib.import_module("SpiffWorkflow.util.task").TaskState.READY
        self._serial = importlib.import_module("SpiffWorkflow.bpmn.serializer").BpmnWorkflowSerializer()

    def begun(self, count: int) -> list[Any]:
        """So many workflows standing at their first step."""
        works = [self._workflow(self._spec) for _ in range(count)]
        for work in works:
            work.do_engine_steps()
        return works

    def _step(self, work: Any) -> bool:
        """Complete one open step; False when there is none."""
        task = work.get_next_task(state=self._ready, manual=True)
        if task is None:
            return False
        task.run()
        work.do_engine_steps()
        return True

    def through(self, works: list[Any]) -> int:
        """Take each to its end in memory. Returns how many steps were completed."""
        done = 0
        for work in works:
            while self._step(work):
                done += 1
        return done

    def through_saved(self, works: list[Any]) -> int:
        """Take each to its end, its state committed to its row at every step but never read: one process holds them all."""
        connection.ensure_connection()
        link, done = connection.connection, 0
        for n, work in enumerate(works):
            while self._step(work):
                link.execute(SAVE, (self._serial.serialize_json(work), n), prepare=True)
                done += 1
        return done

    def through_read(self, count: int, steps: int) -> int:
        """Take so many rows through so many steps, each begun from its row: any process may do the next one, as with us."""
        connection.ensure_connection()
        link = connection.connection
        for n in range(count):
            for _ in range(steps):
                (state,) = link.execute(LOAD, (n,), prepare=True).fetchone()
                work = self._serial.deserialize_json(state)
                self._step(work)
                link.execute(SAVE, (self._serial.serialize_json(work), n), prepare=True)
        return count * steps

    def rows(self, works: list[Any]) -> None:
        """A row for each of these workflows."""
        with connection.cursor() as cursor:
            cursor.execute(TABLE)
            cursor.execute("TRUNCATE bench_workflow")
            cursor.executemany(
                "INSERT INTO bench_workflow VALUES (%s, %s)",
                [(n, self._serial.serialize_json(work)) for n, work in enumerate(works)],
            )
