"""How the tests of Kazakh read their texts: as the command line does."""

import json
from typing import Any

from click.testing import CliRunner

from kztui.cli.program import kztui


def incidents(text: str, published: str = "2016-06-10") -> list[dict[str, Any]]:
    """Return what `kztui extract --jsonl` finds in a Kazakh text."""
    line = json.dumps({"id": "sample", "text": text, "published": published, "lang": "kk"})
    done = CliRunner().invoke(kztui, ["extract", "--jsonl"], input=line, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)["incidents"]
    return found


def gist(text: str, published: str = "2016-06-10") -> dict[str, Any]:
    """Return the one incident of a text, of its figures only the best."""
    (found,) = incidents(text, published)
    counts = {field: (found[field] or {}).get("best") for field in ("killed", "wounded", "arrested")}
    return {**found, "date": found["date_start"], **counts}
