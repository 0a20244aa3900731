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


def page() -> str:
    """Return the page as Markdown."""
    lines = []
    for setting in SETTINGS:
        words = ", ".join(f"`{choice}`" for choice in setting.choices)
        takes = f"{setting.kind}: {words}" if words else str(setting.kind)
        lines.append(f"| `{setting.name}` | {takes} | {setting.help} |")
    values = "\n".join(f"    {setting.example}" for setting in SETTINGS if setting.kind is not Kind.KEYS)
    keys = next(setting.example for setting in SETTINGS if setting.kind is Kind.KEYS)
    table = "\n".join(f"    {line}" for line in keys.splitlines())
    rows = "\n".join(lines)
    return f"{HEAD}{rows}\n\nA file that sets them all:\n\n{values}\n\n{table}\n"


if __name__ == "__main__":
    print(page(), end="")
