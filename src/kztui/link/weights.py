"""The weights of what speaks for and against one incident."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def weights() -> dict[str, float]:
    """Return the weight of each clue in log-odds, and of `base`, which is where two profiles start."""
    return _read()["weights"]


@cache
def thresholds() -> dict[str, float]:
    """Return the log-odds from which on incidents are joined and suggested, and by how much a join must be clear."""
    return _read()["thresholds"]


def rules() -> str:
    """Return the name and the version of the rules by which incidents are joined: "linking/4"."""
    return f"linking/{_read()['rules']['version']:.0f}"


@cache
def _read() -> dict[str, dict[str, float]]:
    return tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
