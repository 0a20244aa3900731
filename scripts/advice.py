"""Print advice on the sources: long files and functions, file names used twice, wording to reconsider.

    python scripts/advice.py

It is advice for whoever reads the code next, and never fails: a class that is one idea stays one file, however long.
"""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).parents[1] / "src" / "kztui"
LONG_FILE, LONG_FUNCTION = 350, 40  # lines
HABITS = re.compile(
    r"\b((?<!here )is no (?!longer|more)\w+|anew|tells? of|tells? apart|so many|take[ns]? back|stands? (in|on|for))\b"
    r"|\"\"\"Let ",
    re.IGNORECASE,
)
"""Turns of phrase that read like a translation: "is no number" for "is not a number", "anew" for "again"."""


def long_code(path: Path, code: str) -> Iterator[str]:
    """Yield a line on a file that is long, and on each long function in it."""
    lines = len(code.splitlines())
    if lines > LONG_FILE:
        yield f"{path}: {lines} lines"
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONG_FUNCTION:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines"


def wording(path: Path, code: str) -> Iterator[str]:
    """Yield a line on each habit of wording in the comments and strings of a file."""
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING):
            for found in HABITS.finditer(token.string):
                line = token.start[0] + token.string.count("\n", 0, found.start())
                yield f"{path}:{line}: “{found[0].strip()}”"


def names_used_twice(paths: list[Path]) -> Iterator[str]:
    """Yield a line on each name that several files have, but for those of sibling languages and stores."""
    places = defaultdict(set)
    for path in paths:
        if path.name not in ("__init__.py", "__main__.py"):
            siblings = path.parts[1] in ("extract", "store") and len(path.parts) > 3
            places[path.name].add(f"{path.parent.parent}/*" if siblings else str(path.parent))
    for name, folders in sorted(places.items()):
        if len(folders) > 1:
            yield f"{name} in {', '.join(sorted(folders))}"


def main() -> None:
    """Print the advice, and how much of it there is."""
    paths = sorted(SOURCES.rglob("*.py"))
    codes = {path.relative_to(SOURCES.parent): path.read_text(encoding="utf-8") for path in paths}
    advice = {
        "long": [line for path, code in codes.items() for line in long_code(path, code)],
        "names used twice": list(names_used_twice(list(codes))),
        "wording": [line for path, code in codes.items() for line in wording(path, code)],
    }
    for kind, lines in advice.items():
        for line in lines:
            print(f"advice, {kind}: {line}")
    print("advice:", ", ".join(f"{len(lines)} {kind}" for kind, lines in advice.items()))


if __name__ == "__main__":
    main()
