"""The settings on the screen: shown with where they come from, changed, and written into ``config.toml``."""

from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any

from kztui.config import SETTINGS, Kind
from kztui.errors import UserError
from kztui.model.figures import Policy
from kztui.tui.browse.context import Context
from kztui.tui.command import Command
from kztui.tui.commands.looks import show_list

if TYPE_CHECKING:
    from kztui.tui.dialogs.palette import Offer

_IN_FORCE_LATER = ("author", "session", "layout", "glyphs")


def show_settings(on: Context) -> None:
    """Show all settings."""
    from kztui.tui.dialogs.settings import SettingsScreen, Shown

    def settings() -> list[Shown]:
        return [Shown(one.name, value(on, one.name), _origin(on, one.name), _plain(one.help)) for one in SETTINGS]

    def changed(name: str) -> None:
        change(on, name, lambda message: screen.say(message))

    screen = SettingsScreen(settings, str(on.preferences.file or ""), changed)
    on.screen.app.push_screen(screen)


def value(on: Context, name: str) -> str:
    """Return what a setting is now, in words."""
    about = on.preferences
    if name == "columns":
        return ", ".join(about.columns) or "by the width"
    if name == "keys":
        return f"{len(about.keys)} of your own" if about.keys else "the usual ones"
    if name == "commands":
        return f"{len(about.commands)} of your own" if about.commands else "none"
    if name == "policy":
        return str(on.opener.lens.policy)
    words = {
        "author": about.set_in_file.get("author") or on.casebook.author,
        "theme": on.screen.app.theme,
        "density": about.density,
        "dates": about.dates,
        "layout": about.layout,
        "glyphs": about.glyphs,
        "session": about.session,
    }
    return str(words[name])


def _origin(on: Context, name: str) -> str:
    """Return where the value of a setting comes from."""
    kept = on.preferences.set_in_file.get(name)
    if name in ("keys", "commands"):
        return "config.toml" if getattr(on.preferences, name) else "usual"
    now: object = list(on.preferences.columns) if name == "columns" else value(on, name)
    if kept is not None:
        return "config.toml" if kept == now or name == "author" else "chosen here"
    usual: dict[str, object] = {
        "columns": [],
        "density": "one-line",
        "dates": "auto",
        "layout": "panes",
        "glyphs": "auto",
        "policy": str(Policy.LATEST_OFFICIAL),
    }
    usual |= {"session": "resume", "theme": on.preferences.usual_theme, "author": now}
    return "usual" if now == usual[name] else "chosen here"


def change(on: Context, name: str, say: Callable[[str], object]) -> None:
    """Change a setting: the next word that it can be, or what the reader chooses in a window of its own."""
    setting = next(one for one in SETTINGS if one.name == name)
    if setting.kind is Kind.CHOICE:
        now, choices = value(on, name), setting.choices
        _put(on, name, choices[(choices.index(now) + 1) % len(choices)], say)
    elif name == "columns":
        _choose_columns(on, say)
    elif name == "theme":
        _choose_theme(on, say)
    elif name == "author":
        _ask_author(on, say)
    else:
        page = "docs/keys.md" if name == "keys" else "docs/config.md"
        say(f"Write your {name} into {on.preferences.file or 'config.toml'}, as {page} shows.")


def _put(on: Context, name: str, new: str, say: Callable[[str], object]) -> None:
    """Let a setting count from now on, and keep it."""
    about = on.preferences
    if name == "policy":
        on.look_through(on.opener.lens._replace(policy=Policy(new)))
    elif name == "density":
        about.density = new
    elif name == "dates":
        about.dates = new
    elif name == "session":
        about.session = new
    elif name == "layout":
        about.layout = new
    elif name == "glyphs":
        about.glyphs = new
    show_list(on)
    _keep(on, name, new, say)


def _choose_columns(on: Context, say: Callable[[str], object]) -> None:
    from kztui.tui.dialogs.columns import ColumnsScreen

    before = on.preferences.columns

    def follow(names: tuple[str, ...]) -> None:
        on.preferences.columns = names
        show_list(on)

    def closed(_: None) -> None:
        if on.preferences.columns != before:
            _keep(on, "columns", list(on.preferences.columns), say)

    on.screen.app.push_screen(ColumnsScreen(before, on.panes.list.line_width - 1, follow), closed)


def _choose_theme(on: Context, say: Callable[[str], object]) -> None:
    from kztui.tui.dialogs.palette import Offer, PaletteScreen, themes

    app, before = on.screen.app, on.screen.app.theme

    def chosen(offer: Offer | None) -> None:
        if offer is None:
            app.theme = before
        else:
            app.theme = offer.label
            _keep(on, "theme", offer.label, say)

    app.push_screen(PaletteScreen(themes(app), title="Colours", at=before), chosen)


def _ask_author(on: Context, say: Callable[[str], object]) -> None:
    from kztui.tui.dialogs.line_dialog import LineDialog

    def save(text: str) -> None:
        if not text.strip():
            raise UserError("write the name that is to sign your notes")

    def then(text: str) -> None:
        _keep(on, "author", " ".join(text.split()), say)

    now = value(on, "author")
    on.ask(LineDialog("Your name", save, hint="signs your notes  enter save  esc close", value=now), "author", then)


def _keep(on: Context, name: str, new: str | list[str], say: Callable[[str], object]) -> None:
    """Write a setting into the file, and say so."""
    from kztui.tui.config_file import write_setting

    file = on.preferences.file
    if file is None:
        say(f"{name} counts until you leave.")
        return
    try:
        write_setting(file, name, new)
    except UserError as error:
        say(f"Not kept: {error}")
    else:
        on.preferences.set_in_file = {**on.preferences.set_in_file, name: new}
        on.preferences.left_to_file |= {name}
        later = ", from the next start on" if name in _IN_FORCE_LATER else ""
        say(f"{name} is kept in {file.name}{later}.")


def offers(on: Context) -> Iterator["Offer"]:
    """Yield the settings and colours as the palette has them: a setting takes its next value, or asks for it."""
    from kztui.tui.dialogs.palette import Offer, themes

    def running(name: str) -> Callable[[], Coroutine[Any, Any, None]]:
        async def run() -> None:
            change(on, name, on.say)

        return run

    for setting in SETTINGS:
        about = f"now {value(on, setting.name)}: {_plain(setting.help)}"
        yield Offer(f"Setting: {setting.name}", "", about, running(setting.name))
    for theme in themes(on.screen.app):
        yield theme._replace(label=f"Theme: {theme.label}", help="Put on these colours", preview=None)


def _plain(help: str) -> str:  # noqa: A002
    """Return what a setting means without the marks of Markdown."""
    return help.replace("`", "").replace("[the page of keys](keys.md)", "docs/keys.md")


SETTING_COMMANDS = (
    Command("settings", "browse", "Program", "Settings", "Show and change the settings", "f2", "", show_settings),
)
"""The settings."""
