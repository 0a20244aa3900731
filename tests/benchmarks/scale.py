"""How big a shared casebook becomes: ``python tests/benchmarks/scale.py [INCIDENTS [OF_INCIDENTS OF_REPORTS]]``.

Loads a made-up casebook (5,000 incidents unless told, each with a report) into a PostgreSQL server of its own and into
a client, measures what an incident and a report take in each part, and extrapolates: to 10 million incidents and 100
million reports unless told. Sizes grow in proportion; indexes by a further level for each hundredfold, which adds
little to their size. Nothing else is assumed.
"""

import sys
from pathlib import Path
from typing import Any

import psycopg
from generate import write_casebook
from measuring import database_of_its_own, machine

from kztui.casebook import Casebook

_KINDS = "select kind, count(*), avg(pg_column_size(record)) from kztui.log group by kind order by kind"
_TABLE = "select pg_table_size('kztui.log')"
_INDEXES = (
    "select indexrelname, pg_relation_size(indexrelid) from pg_stat_user_indexes where relname = 'log' order by 1"
)
GB = 1e9


def main(incidents: int = 5_000, of_incidents: int = 10_000_000, of_reports: int = 100_000_000) -> None:
    """Print the sizes."""
    print(machine())
    with database_of_its_own("scale") as (folder, _, database):
        write_casebook(folder / "incidents.json", incidents)
        with Casebook.open(database) as book:
            book.take_in(Casebook.open(folder / "incidents.json").batch())
            book.prepare()
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("vacuum (full, analyze) kztui.log")
            _print(connection, of_incidents, of_reports)
        _print_client(folder / "cache", incidents, of_incidents)


def _print(connection: "psycopg.Connection[tuple[Any, ...]]", of_incidents: int, of_reports: int) -> None:
    kinds = {str(kind): (int(count), float(size)) for kind, count, size in connection.execute(_KINDS)}
    rows = sum(count for count, _ in kinds.values())
    records = sum(count * size for count, size in kinds.values())
    row = connection.execute(_TABLE).fetchone()
    assert row
    overhead = int(row[0]) / records  # of rows, pages and what is stored out of line
    per = {kind: size * overhead for kind, (_, size) in kinds.items()}
    print(f"measured: {rows:,} rows, {int(row[0]) / 1e6:,.0f} MB in the table")
    for kind, size in per.items():
        print(f"  {kind:<12} {size:8,.0f} bytes each in the table, compressed as the server does by itself")
    of_rows = of_incidents + of_reports
    table = of_incidents * per["incident"] + of_reports * per["report"]
    print(f"extrapolated to {of_incidents:,} incidents and {of_reports:,} reports: {of_rows:,} rows")
    print(f"  the table    {table / GB:8,.0f} GB")
    total = table
    for index, size in connection.execute(_INDEXES):
        share = int(size) / rows
        total += share * of_rows
        print(f"  {index!s:<12} {share * of_rows / GB:8,.1f} GB ({share:.0f} bytes a row)")
    print(f"  in all       {total / GB:8,.0f} GB a server; with two replicas {3 * total / GB:,.0f} GB")


def _print_client(cache: Path, incidents: int, of_incidents: int) -> None:
    """Print what a client keeps; its reports are one an incident here."""
    copy = sum(one.stat().st_size for one in cache.rglob("log.db*"))
    index = sum(one.stat().st_size for one in cache.rglob("index-*/**/*") if one.is_file())
    for what, size in (("the copy", copy), ("the index", index)):
        each = size / incidents
        print(
            f"a client, {what}: {each:,.0f} bytes an incident with a report; {each * 100_000 / GB:.2f} GB for 100,000,"
            f" {each * 2e6 / GB:.0f} GB for 2 million, {each * of_incidents / GB:,.0f} GB for {of_incidents:,}"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
