"""Work beside the screen: workers whose defects are logged and said, and do not end the program."""

from collections.abc import Callable, Coroutine
from typing import Any

from textual.dom import DOMNode
from textual.message import Message
from textual.worker import Worker

Work = Callable[[], Coroutine[Any, Any, None]]


class Defect(Message):
    """An exception that nobody expected; the app logs it and says so."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


def in_background(node: DOMNode, work: Work, group: str, *, exclusive: bool = False) -> Worker[None]:
    """Start `work` as a worker of `node`; an `exclusive` one cancels those of the same `group`."""

    async def guarded() -> None:
        try:
            await work()
        except Exception as error:
            node.post_message(Defect(error))

    start: Callable[[], Any] = guarded
    return node.run_worker(start, group=group, exclusive=exclusive)
