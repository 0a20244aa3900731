"""A tab of a real browser on the screen: what is typed in it, and what it was sent to show."""

import json
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pyte
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import WebDriverWait

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ENOUGH = 40.0  # seconds after which something that has not happened never will

_HEAR = """
window.heard = [];
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...about) {
    super(...about);
    this.addEventListener("message", async event => {
      if (event.data instanceof Blob || event.data instanceof ArrayBuffer) {
        const bytes = new Uint8Array(event.data instanceof Blob ? await event.data.arrayBuffer() : event.data);
        window.heard.push(btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join("")));
      }
    });
  }
};
"""


class Tab:
    """A tab at an address. What the screen shows is what a terminal would make of what came over its websocket."""

    def __init__(self, chrome: "Chrome", address: str) -> None:
        self.chrome = chrome
        self._script = chrome.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _HEAR})["identifier"]
        self._terminal = pyte.Screen(300, 100)
        self._bytes = pyte.ByteStream(self._terminal)
        self._read = 0
        self._closed = False
        chrome.get(address)

    def close(self) -> None:
        """Leave the address."""
        if self._closed:
            return
        self._closed = True
        self.chrome.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": self._script})
        self.chrome.get("about:blank")

    def reload(self) -> None:
        """Load the page again."""
        self._terminal.reset()
        self._read = 0
        self.chrome.refresh()

    def shown(self) -> str:
        """Return what the screen shows, a line for each row."""
        for part in self.script(f"return (window.heard || []).slice({self._read})"):
            self._read += 1
            self._bytes.feed(b64decode(part))
        return "\n".join(line.rstrip() for line in self._terminal.display)

    def until(self, words: str) -> str:
        """Wait until the screen shows these words; return all that it shows."""
        try:
            WebDriverWait(self.chrome, ENOUGH, 0.05).until(lambda _: words in self.shown())
        except Exception:
            raise AssertionError(f"{words!r} is not in:\n{self.shown()}") from None
        return self.shown()

    def until_gone(self, words: str) -> None:
        """Wait until the screen does not show these words."""
        WebDriverWait(self.chrome, ENOUGH, 0.05).until(lambda _: words not in self.shown())

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus of the page is."""
        ActionChains(self.chrome).send_keys(*keys).perform()

    def script(self, words: str) -> Any:
        """Run a script in the page."""
        return self.chrome.execute_script(words)

    def clipboard(self) -> str:
        """Return the text in the browser's clipboard."""
        self.chrome.execute_cdp_cmd(
            "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
        )
        found = self.chrome.execute_async_script(
            "const done = arguments[0]; navigator.clipboard.readText().then(done, error => done('! ' + error))"
        )
        return str(found)

    def requests(self) -> list[str]:
        """Return the addresses that the page has asked for."""
        return [
            str(json.loads(one)["name"])
            for one in self.script("return performance.getEntriesByType('resource').map(one => JSON.stringify(one))")
        ]
