"""The user's own commands on the screen: run beside it, or instead of it, with the chosen incidents."""

import asyncio
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec
from textual.app import SuspendNotSupported

from kztui.casebook import Casebook
from kztui.export.views import incident_view
from kztui.model.summary import summarize
from kztui.own_commands import OwnCommand
from kztui.programs import run_beside
from kztui.text.clean import clean
from kztui.tui.background import in_background
from kztui.tui.browse.context import Context
from kztui.tui.command import Command
from kztui.tui.commands.lacks import incident
from kztui.tui.commands.marked import still_there


def screen_commands(own: Sequence[OwnCommand]) -> tuple[Command, ...]:
    """Return the user's own commands as those of the browsing screen."""
    return tuple(
        Command(f"own.{one.name}", "browse", "Your own", one.label, f"Your own command: {one.shown}", one.key, "",
                _running(one), incident)
        for one in own
    )  # fmt: skip


def _running(own: OwnCommand) -> Callable[[Context], None]:
    return lambda on: run(on, own)


def run(on: Context, own: OwnCommand) -> None:
    """Run a command on the marked incidents, else on the one that the reader means."""
    in_background(on.screen, partial(_run, on, own), "own")


async def _run(on: Context, own: OwnCommand) -> None:
    dossier = on.opened()
    ids = await asyncio.to_thread(still_there, on.casebook, on.marked)
    ids = ids or ([dossier.incident.id] if dossier else [])
    with tempfile.TemporaryDirectory(prefix="kztui-") as folder:  # only this user can look into it
        file = Path(folder, "incidents.jsonl")
        await asyncio.to_thread(_write, on.casebook, ids, file)
        environment = {
            **os.environ,
            "KZTUI_ID": " ".join(ids),
            "KZTUI_FILE": str(file),
            "KZTUI_CASEBOOK": on.casebook.location,
        }
        try:
            arguments = own.arguments(ids, str(file))
            how = _instead if own.screen else _beside
            code, said = await how(on, arguments, environment, file)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            on.say(f"{own.label}: {own.shown.split()[0]}: {reason}", failed=True)
            return
        except SuspendNotSupported:
            on.say(f"{own.label}: this terminal cannot be handed over.", failed=True)
            return
    line = next((" ".join(line.split()) for line in clean(said).splitlines() if line.strip()), "")
    if code:
        on.say(f"{own.label} ended with {code}{f': {line}' if line else ''}", failed=True)
    else:
        on.say(f"{own.label}: {line or 'done'}")


def _write(casebook: Casebook, ids: Sequence[str], file: Path) -> None:
    """Write what is known of incidents, a line of JSON each, as ``kztui show --json`` has it."""
    with file.open("wb") as lines:
        for one in ids:
            found = casebook.incident(one)
            reports, annotations = [casebook.report(report) for report in found.reports], casebook.annotations(one)
            row = summarize(found, {report.id: report.source for report in reports}, annotations)
            lines.write(msgspec.json.encode(incident_view(found, row, reports, annotations)) + b"\n")


async def _beside(on: Context, arguments: list[str], environment: dict[str, str], file: Path) -> tuple[int, str]:
    """Run a program without the terminal; return its exit code and what it says, on which error when it failed."""
    with file.open("rb") as lines:
        ended = await run_beside(arguments, given=lines, environment=environment)
    return ended.code, (ended.err if ended.code else ended.out).decode(errors="replace")


async def _instead(on: Context, arguments: list[str], environment: dict[str, str], file: Path) -> tuple[int, str]:
    """Give the terminal to a program until it ends; return its exit code and nothing of what it said."""
    with on.screen.app.suspend():
        try:
            ended = subprocess.run(arguments, env=environment, check=False).returncode
            failure: OSError | None = None
        except OSError as error:  # no error may leave it: Textual would not take the terminal back
            ended, failure = 0, error
    on.screen.app.refresh()
    if failure:
        raise failure
    return ended, ""
