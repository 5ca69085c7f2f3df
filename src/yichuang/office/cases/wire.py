"""The shortest way to PostgreSQL: a statement is prepared once per connection and run by libpq itself.

Only the path of an act goes this way, since there the driver's conveniences cost more than the law (decision 0009).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.errors import DataError, InvalidSqlStatementName, error_from_result
from psycopg.pq import ExecStatus, TransactionStatus

_names: dict[str, bytes] = {}
_prepared: WeakKeyDictionary[Any, set[bytes]] = WeakKeyDictionary()


def _text(value: str) -> bytes:
    if "\0" in value:
        raise DataError("PostgreSQL text holds no NUL character")
    return value.encode()


_WRITE: dict[type, Callable[[Any], bytes | None]] = {
    type(None): lambda value: None,
    str: _text,
    int: lambda value: b"%d" % value,
    bool: lambda value: b"t" if value else b"f",
    bytes: lambda value: b"\\x" + value.hex().encode(),
    date: lambda value: value.isoformat().encode(),
    datetime: lambda value: value.isoformat().encode(),
}


def numbered(sql: str) -> str:
    """Write a statement's `%s` as `$1`, `$2`…, as the server wants them."""
    parts = sql.split("%s")
    return "".join(part + (f"${n}" if n < len(parts) else "") for n, part in enumerate(parts, 1))


def run(sql: str, params: Iterable[Any] = ()) -> Any:
    """Run one statement inside Django's transaction, if there is one. Returns its first row, each value as the server wrote it, or None.

    `sql` must be one of few: each is kept prepared. Raises psycopg's errors.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    params = tuple(params)
    try:
        return _run(connection, sql, params)
    except InvalidSqlStatementName:
        # The driver has thrown all prepared statements away (DEALLOCATE ALL): ours are prepared again.
        _prepared.pop(connection.connection, None)
        if not connection.connection.autocommit:
            raise
        return _run(connection, sql, params)


def _run(connection: Any, sql: str, params: Iterable[Any]) -> Any:
    link = connection.connection
    pg = link.pgconn
    if not link.autocommit and pg.transaction_status == TransactionStatus.IDLE:
        pg.exec_(b"BEGIN")
    known = _prepared.setdefault(link, set())
    name = _names.get(sql) or _names.setdefault(sql, b"act%d" % next(_serial))
    if name not in known:
        _good(connection, pg.prepare(name, sql.encode()), ExecStatus.COMMAND_OK)
        known.add(name)
    result = pg.exec_prepared(name, [_WRITE[type(value)](value) for value in params])
    _good(connection, result, ExecStatus.TUPLES_OK)
    return tuple(result.get_value(0, n) for n in range(result.nfields)) if result.ntuples else None


_serial = count(1)


def _good(connection: Any, result: Any, wanted: ExecStatus) -> None:
    if result.status != wanted:
        connection.errors_occurred = True
        raise error_from_result(result)


def binary(value: bytes) -> bytes:
    """Read a `bytea` as the server wrote it."""
    return bytes.fromhex(value[2:].decode())
