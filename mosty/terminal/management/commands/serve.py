"""`mosty serve`: the site and the background work together; Ctrl-C stops both."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from mosty.accounts.queries import demonstration_people


class Command(BaseCommand):
    help = "Serve the site and do the background work until stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")
        parser.add_argument("--workers", default="2")
        parser.add_argument("--prepare", action="store_true", help="first do what `mosty prepare` does")

    def handle(self, *args: Any, **options: Any) -> None:
        # Links in letters and on pages lead to where the site is served, unless somebody says where that is.
        if not (os.environ.get("SITE_URL") or os.environ.get("SITE_URL_FILE") or settings.PRODUCTION):
            settings.SITE_URL = os.environ["SITE_URL"] = f"http://{options['host']}:{options['port']}"
        if options["prepare"]:
            call_command("prepare")
            connections.close_all()
        home = settings.BASE_DIR
        granian = str(Path(sys.executable).parent / "granian")
        web = [granian, "--interface", "wsgi", "--host", options["host"], "--port", str(options["port"])]
        web += ["--workers", options["workers"], "--blocking-threads", "2", "--no-log", "config.wsgi:application"]
        commands = [web, [sys.executable, str(home / "manage.py"), "worker"]]
        processes = [subprocess.Popen(command, cwd=home, start_new_session=True) for command in commands]
        signal.signal(signal.SIGTERM, self._interrupt)
        self._say_where(options["host"], options["port"])
        try:
            while all(process.poll() is None for process in processes):
                time.sleep(0.3)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            for sign in (signal.SIGTERM, signal.SIGINT):
                signal.signal(sign, signal.SIG_IGN)  # stopping is under way: a second sign must not break it off
            self._end(processes)

    def _interrupt(self, *_args: object) -> None:
        raise KeyboardInterrupt

    def _say_where(self, host: str, port: str) -> None:
        address = f"http://{host}:{port}/"
        self.stdout.write(f"\nMosty is at {address}")
        people = list(demonstration_people())
        if settings.DEMO and people:
            self.stdout.write(f"Demonstration sign-ins (one tap, this computer only): {address}sign-in/")
            for person in people:
                self.stdout.write(f"  {person.name}")
        self.stdout.write("Ctrl-C stops everything.\n")
        self.stdout.flush()

    def _end(self, processes: list[subprocess.Popen[bytes]]) -> None:
        for process in processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
