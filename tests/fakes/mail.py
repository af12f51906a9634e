"""A mail server that answers as real ones do on their bad days, over a real socket.

`verdicts` says what happens to each letter in turn, the last one to all that follow: "take", "refuse" (550 to the
recipient), "later" (451, greylisting), "full" (452 after the words), "hang up" (the line goes dead before the answer,
nothing kept), "take and hang up" (the letter is kept, the line goes dead before anybody learns of it).
"""

import email
import email.policy
import socket
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class MailServer:
    """Use as a context manager; `letters` are those that arrived, decoded."""

    def __init__(self, *verdicts: str) -> None:
        self.letters: list[EmailMessage] = []
        self.asked = 0
        self._verdicts = list(verdicts) or ["take"]
        self._controller = Controller(self, hostname="127.0.0.1", port=0)

    @property
    def port(self) -> int:
        return int(self._controller.server.sockets[0].getsockname()[1])

    def __enter__(self) -> "MailServer":
        # The controller's own greeting goes to the port it was told, which is 0 here.
        self._controller._trigger_server = self._greet  # type: ignore[method-assign]
        self._controller.start()
        return self

    def _greet(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
            line.recv(100)

    def __exit__(self, *_trouble: object) -> None:
        self._controller.stop()

    def _verdict(self) -> str:
        return self._verdicts[min(self.asked, len(self._verdicts)) - 1]

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, _options: Any) -> str:
        self.asked += 1
        answers = {"refuse": "550 5.1.1 no such person", "later": "451 4.7.1 come back later"}
        if self._verdict() in answers:
            return answers[self._verdict()]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        verdict = self._verdict()
        if verdict == "full":
            return "452 4.3.1 no space left"
        if verdict != "hang up":
            self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if verdict.endswith("hang up"):
            server.transport.abort()
        return "250 OK"
