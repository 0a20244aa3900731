"""Addresses of reports, which strangers have written, as links."""

import re

_ENDS = re.compile(r"[\s\"<>\\`{}]")


def web_address(address: str) -> str:
    """Return an address of the web, in which what could end a link is percent-encoded; nothing for any other address:
    a program that opens it might run it.
    """
    if not re.match(r"https?://[^\s/]", address, re.IGNORECASE):
        return ""
    return _ENDS.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), address)
