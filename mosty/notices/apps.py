from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "mosty.notices"

    def ready(self) -> None:
        import mosty.notices.receivers  # noqa: F401, PLC0415
