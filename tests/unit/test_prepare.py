"""Incidents are prepared for the index in chunks, on several processors: all of them, once, in their order."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.search.index import prepare
from kztui.search.index.source import Source
from kztui.store.tinydb.incidents import add_incidents


@pytest.mark.parametrize("chunk", [1, 5, 23, 100])
@pytest.mark.parametrize("processors", [1, 3])
def test_many_chunks_come_whole_and_in_order(
    path: Path,
    make_report: Callable[..., Report],
    make_facts: Callable[[Report], tuple[Fact, ...]],
    monkeypatch: pytest.MonkeyPatch,
    chunk: int,
    processors: int,
) -> None:
    reports = [make_report(f" Witness {number} spoke.") for number in range(23)]
    add_incidents(path, [(report, [make_facts(report)]) for report in reports])
    monkeypatch.setattr(prepare, "CHUNK", chunk)
    monkeypatch.setattr(prepare, "AHEAD", 2)  # fewer under way than there are chunks: the rest must be handed in later
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    places = [*range(0, 23, 2), *range(1, 23, 2)]
    got = list(prepare.prepared(Source(path), places))
    assert [len(one.incidents) for one in got] == [len(places[at : at + chunk]) for at in range(0, 23, chunk)]
    assert [incident[0] for one in got for incident in one.incidents] == places
    assert {report for one in got for report in one.reports} == {report.id for report in reports}
    assert not any(one.problems for one in got)
