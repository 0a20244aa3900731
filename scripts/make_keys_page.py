"""Print the page of all keys from the registry of commands: ``python scripts/make_keys_page.py > docs/keys.md``."""

from kztui.tui.command import grouped, key_words
from kztui.tui.registry import COMMANDS

HEAD = """\
# Keys

Every command with its keys; `?` shows them on the screen, `ctrl+p` finds a command by its name. Where a key is a
letter, the key at the same place of the Cyrillic layout does the same.
"""

TAIL = """
## Keys of your own

Write them into `config.toml` in the folder `kztui` of your configuration (on Linux `~/.config/kztui/config.toml`), by
the names in the last column; separate several keys by commas. [config.md](config.md) has the other settings.

    [keys]
    "note.add" = "f6"
    "lines.down" = "j,down,ctrl+n"

A key is a letter, a name such as `space`, `slash` or `f5`, or one of these after `ctrl+` or `shift+`. An unknown name,
or a key that two commands in one place share, is reported at the start, and the usual keys are used.
"""


def page() -> str:
    """Return the page as Markdown."""
    lines = [HEAD]
    for group, commands in grouped(COMMANDS):
        lines += [f"## {group}", "", "| keys | what it does | name |", "|---|---|---|"]
        for command in commands:
            keys = " ".join(f"`{key_words(key)}`" for key in command.keys.split(","))
            lines.append(f"| {keys} | {command.help} | `{command.id}` |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n" + TAIL


if __name__ == "__main__":
    print(page(), end="")
