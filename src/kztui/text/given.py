"""Words that come from the command line or the environment."""

import os
import re

_BYTES = re.compile("[\udc80-\udcff]")


def given(words: str) -> str:
    """Return words as they were typed, in UTF-8 also where the locale is that of ASCII, which Python keeps as bytes.

    Raises UnicodeDecodeError when they are no text.
    """
    return os.fsencode(words).decode("utf-8") if _BYTES.search(words) else words
