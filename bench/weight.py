"""What a first visit costs: bytes over the wire, requests, script, third parties, cookies; in a real browser.

`python -m bench.weight` starts the demonstration city as `make run` does, opens home, search and a listing with an
empty cache, prints a table and one JSON line. Aims: 50 kB, 6 requests, 10 kB of script, nobody else, no cookie.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BASE = "http://127.0.0.1:8124"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@contextmanager
def demonstration() -> Iterator[None]:
    """The demonstration city, served from a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        left_out = ("DATABASE_URL", "STATIC_HASHED", "MOSTY_TEST_DATABASE")
        environment = {name: value for name, value in os.environ.items() if name not in left_out}
        environment |= {"MOSTY_VAR": folder, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
        command = [sys.executable, "manage.py", "serve", "--prepare", "--port", BASE.rpartition(":")[2]]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            ends_at = time.monotonic() + 120
            while not is_ready() and time.monotonic() < ends_at:
                time.sleep(0.2)
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)


def is_ready() -> bool:
    line = http.client.HTTPConnection("127.0.0.1", int(BASE.rpartition(":")[2]), timeout=2)
    try:
        line.request("GET", "/health/ready")
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


def first_view(browser: Browser, address: str) -> dict[str, Any]:
    """One visit with an empty cache: sizes are those on the wire, headers included."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    addresses: list[str] = []

    def asked(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event.get("type", "")
        addresses.append(event["request"]["url"])

    def arrived(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"]

    wire.on("Network.requestWillBeSent", asked)
    wire.on("Network.loadingFinished", arrived)
    page.goto(address, wait_until="networkidle")
    found = {
        "bytes": round(sum(sizes.values())),
        "requests": len(addresses),
        "script_bytes": round(sum(size for number, size in sizes.items() if kinds.get(number) == "Script")),
        "third_party": sum(not url.startswith((BASE, "data:")) for url in addresses),
        "cookies": len(context.cookies()),
    }
    context.close()
    return found


def measure() -> dict[str, Any]:
    """Home, search and a listing, in Vietnamese and Arabic."""
    table: dict[str, Any] = {}
    with demonstration(), sync_playwright() as play:
        path = os.environ.get("CHROMIUM") or ("/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None)
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        for language in ("vi", "ar"):
            page = browser.new_page()
            page.goto(f"{BASE}/{language}/opportunities/")
            listing = page.locator(".card h3 a").first.evaluate("a => a.href")
            page.close()
            pages = {"home": f"{BASE}/{language}/", "search": f"{BASE}/{language}/opportunities/", "listing": listing}
            for name, address in pages.items():
                table[f"{name} {language}"] = first_view(browser, address)
        browser.close()
    return {"first_view": table}


if __name__ == "__main__":
    made = measure()
    print(f"{'first view':14} {'bytes':>8} {'requests':>9} {'script':>8} {'others':>7} {'cookies':>8}")
    for name, row in made["first_view"].items():
        figures = (
            f"{row['bytes']:8} {row['requests']:9} {row['script_bytes']:8} {row['third_party']:7} {row['cookies']:8}"
        )
        print(f"{name:14} {figures}")
    print(json.dumps(made))
