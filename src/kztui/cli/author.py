"""Who signs what is written on the command line and on the screen."""

from kztui.cli.output import tell
from kztui.config import read_config
from kztui.home import config_file


def author() -> str:
    """Return the name that the user signs with; empty for the login name."""
    config = read_config(config_file())
    if config.problem:
        tell(config.problem if config.author else f"{config.problem}: annotations are signed with your login name")
    return config.author
