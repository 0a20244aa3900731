"""Print the page of settings from their table: ``python scripts/make_config_page.py > docs/config.md``."""

from kztui.config import SETTINGS, Kind

HEAD = """\
# Settings

What you set in `config.toml` counts at each start; the file is in the folder `kztui` of your configuration (on Linux
`~/.config/kztui/config.toml`). `f2` shows the settings on the screen, changes them and writes them into the file, whose
comments stay. What you choose by the keys `C`, `L` and `T` is remembered for the casebook alone, and goes before the
file. A setting that is unknown or wrong is named in one line at the start; the others count.

| setting | takes | what it does |
|---|---|---|
"""

COMMANDS = """
## Commands of your own

A table `[commands.NAME]` makes a command: in the palette and in help by its `label`, and with `key` by a key that no
other command has. It runs once for the marked incidents, or for the one under the cursor.

- `run` is a list: the program, then its arguments. No shell takes part. An argument `"{id}"` becomes one argument for
  each incident; within a longer one the ids stand with commas between them. `{file}` is the path of a file that has a
  line of JSON for each incident, as `kztui show --json` prints it; the file is gone when the program ends.
- The same lines are on its standard input, the ids in `KZTUI_ID` (with blanks between them), the path in `KZTUI_FILE`,
  and what opens the casebook in `KZTUI_CASEBOOK`.
- `run` as a text is a line for the shell: `run = "jq .title > titles.txt"`. Nothing in it is replaced: take the ids
  from `"$KZTUI_ID"`. What a report says is a stranger's text; it comes only by standard input and the file, never in a
  line or an argument. Keep it so in your own programs.
- The status line shows the first line that the program prints, or, when it fails, the first one of its errors. With
  `screen = true` it gets the terminal instead, as an editor or a pager needs it.
"""

_TABLES = (Kind.KEYS, Kind.COMMANDS)


def page() -> str:
    """Return the page as Markdown."""
    lines = []
    for setting in SETTINGS:
        words = ", ".join(f"`{choice}`" for choice in setting.choices)
        takes = f"{setting.kind}: {words}" if words else str(setting.kind)
        lines.append(f"| `{setting.name}` | {takes} | {setting.help} |")
    single = [setting for setting in SETTINGS if setting.kind not in _TABLES]
    values = "\n".join(f"    {setting.example}" for setting in single)
    tables = [_indented(setting.example) for setting in SETTINGS if setting.kind in _TABLES]
    rows = "\n".join(lines)
    example = "\n\n".join((values, *tables))
    return f"{HEAD}{rows}\n{COMMANDS}\n## An example\n\nA file that sets them all:\n\n{example}\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


if __name__ == "__main__":
    print(page(), end="")
