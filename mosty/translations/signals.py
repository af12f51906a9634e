"""What happened to texts."""

from django.dispatch import Signal

# A machine wrote new words: subject, subject_id, language.
translated = Signal()
