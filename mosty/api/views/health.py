"""Is it up, is it ready?"""

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from mosty.base.heartbeat import is_alive
from mosty.base.upkeep import has_open_migrations

FREE_BYTES = 100 * 1024 * 1024


def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, migrations, worker and disk are in order, else 503; which one, in JSON."""
    checks = {"database": False, "migrations": False, "worker": False}
    try:
        connection.ensure_connection()
        checks["database"] = True
        checks["migrations"] = not has_open_migrations()
        checks["worker"] = is_alive()
    except DatabaseError:
        pass
    checks["disk"] = shutil.disk_usage(settings.VAR_DIR).free > FREE_BYTES
    is_ready = all(checks.values())
    answer = {"status": "ok" if is_ready else "not ready", "checks": checks}
    return JsonResponse(answer, status=200 if is_ready else 503, headers={"Cache-Control": "no-store"})
