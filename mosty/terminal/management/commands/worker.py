"""`mosty worker`: the background work, a loop over tasks. The truth is in the rows; the loop only looks."""

import logging
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from mosty.applications import tasks as applications
from mosty.base.heartbeat import beat
from mosty.base.idempotency import forget_old_keys
from mosty.base.upkeep import refresh_statistics
from mosty.channels import tasks as channels
from mosty.city.queries import city
from mosty.notices import tasks as notices
from mosty.notices.actions import forget_old
from mosty.opportunities import tasks as opportunities
from mosty.partners import tasks as partners
from mosty.search import tasks as search
from mosty.translations import tasks as translations

log = logging.getLogger("mosty.worker")
PAUSE = 0.5


@dataclass
class Task:
    """Something to look at every so many seconds."""

    work: Callable[[], object]
    every: float
    due: float = field(default=0.0)


def forget_old_letters() -> int:
    return forget_old(city().retention["letter_after_sending"])


def tasks() -> list[Task]:
    """Everything the worker does, with how often it looks, in seconds."""
    return [
        Task(beat, 15),
        Task(search.drain, 0.5),
        Task(search.learn_meanings, 2),
        Task(notices.send_due_letters, 2),
        Task(channels.send_due_posts, 2),
        Task(translations.translate_due, 0.5),
        Task(applications.remind_hosts, 300),
        Task(opportunities.make_coming_sessions, 3600),
        Task(opportunities.keep_fresh, 3600),
        Task(opportunities.ask_for_translations, 300),
        Task(applications.count_answers, 3600),
        Task(applications.wipe_due, 3600),
        Task(forget_old_letters, 3600),
        Task(search.forget_missed, 3600),
        Task(partners.forget_tables, 3600),
        Task(forget_old_keys, 3600),
        Task(refresh_statistics, 3600),
    ]


class Command(BaseCommand):
    help = "Do the background work until stopped: letters, posts, index, reminders, deleting."
    requires_system_checks: list[str] = []
    _is_stopping = False

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="look at everything once and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self._stop)
        todo = tasks()
        while not self._is_stopping:
            moment = time.monotonic()
            for task in todo:
                if task.due <= moment and not self._is_stopping:
                    self._run(task)
                    task.due = time.monotonic() + task.every
            if options["once"]:
                return
            time.sleep(PAUSE)

    def _stop(self, *_args: object) -> None:
        self._is_stopping = True

    def _run(self, task: Task) -> None:
        """One failing task must not stop the others; what failed is still in its rows. Only the kind of error is logged."""
        try:
            task.work()
        except Exception as trouble:
            log.error("task %s failed: %s", task.work.__name__, type(trouble).__name__)
        finally:
            close_old_connections()
