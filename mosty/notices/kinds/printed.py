"""Letters on the screen, where no mail server is set up: as a person reads them, not as servers do."""

from django.core.mail import EmailMessage
from django.core.mail.backends import console

RULE = "─" * 60


class EmailBackend(console.EmailBackend):
    """Prints to whom, about what, and the words; nothing leaves the machine."""

    def write_message(self, message: EmailMessage) -> None:
        self.stream.write(f"{RULE}\nA letter to {', '.join(message.to)}\n{message.subject}\n\n{message.body}\n")
