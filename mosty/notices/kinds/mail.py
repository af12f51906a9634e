"""Mail over SMTP."""

import smtplib
from dataclasses import dataclass

from django.core.mail import EmailMessage

from mosty.notices.models import Notice


@dataclass(frozen=True)
class Outcome:
    """Whether the letter left; `is_final` means trying again is pointless; `reason` is a code without personal data."""

    is_sent: bool
    is_final: bool = False
    reason: str = ""


def send(notice: Notice) -> Outcome:
    """Hand one letter to the SMTP server. The Message-ID is derived from the row, so a repeated hand-over can be recognised."""
    message = EmailMessage(
        subject=notice.subject,
        body=notice.body,
        to=[notice.to_address],
        reply_to=[notice.reply_to] if notice.reply_to else None,
        headers={
            "Message-ID": f"<notice-{notice.pk}@mosty>",
            "Content-Language": notice.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        return Outcome(False, is_final=all(code >= 500 for code in codes), reason=f"recipient refused {codes[:1]}")
    except smtplib.SMTPResponseException as answer:
        return Outcome(
            False, is_final=answer.smtp_code >= 500 and answer.smtp_code != 535, reason=f"smtp {answer.smtp_code}"
        )
    except (OSError, smtplib.SMTPException) as trouble:
        return Outcome(False, reason=type(trouble).__name__)
    return Outcome(True)
