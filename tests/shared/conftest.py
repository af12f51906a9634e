"""The real input lies beside the checkout; a stranger's clone has none, and these tests are then not collected."""

from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
collect_ignore_glob = [] if DATA.is_dir() else ["test_*.py"]
