"""How figures are looked at: by which policy, and as they were known on which day."""

from datetime import date

from kztui.model.figures import Policy
from kztui.present.wording import short_day
from kztui.tui.browse.context import Context
from kztui.tui.command import Command

_WORDS = {
    Policy.LATEST_OFFICIAL: "the latest official statement",
    Policy.CONSERVATIVE: "the lowest statement",
    Policy.HIGHEST: "the highest statement",
}


def next_policy(on: Context) -> None:
    """Choose figures by the next policy."""
    policies = list(Policy)
    policy = policies[(policies.index(on.opener.lens.policy) + 1) % len(policies)]
    on.look_through(on.opener.lens._replace(policy=policy))
    on.say(f"Policy {policy}: the best number is {_WORDS[policy]}. P goes on to the next policy.")


def as_of(on: Context) -> None:
    """Let the reader name the last day whose reports count."""
    from kztui.present.typed_dates import typed_span
    from kztui.tui.dialogs.line_dialog import LineDialog

    lens = on.opener.lens

    def read(text: str) -> date | None:
        return typed_span(text, date.today()).end if text.strip() else None

    def save(text: str) -> None:
        read(text)  # it says what is wrong before the window closes

    def then(text: str) -> None:
        day = read(text)
        on.look_through(lens._replace(as_of=day))
        on.say(f"Figures as they were known on {short_day(day)}. @ changes the day." if day else "Figures of today.")

    dialog = LineDialog(
        "Figures as of",
        save,
        hint="9 June 2016, 2016-06-09, June 2016; nothing: today  enter look  esc close",
        value=f"{lens.as_of}" if lens.as_of else "",
        explain=lambda text: short_day(read(text)),
    )
    on.ask(dialog, "as of", then)


FIGURES = (
    Command("policy", "browse", "Program", "Policy", "Choose how the best number is found: latest official, lowest, "
            "highest", "P", "policy", next_policy),
    Command("as_of", "browse", "Program", "As of a day", "Show the figures as they were known on a day", "at", "",
            as_of),
)  # fmt: skip
"""Looking at figures."""
