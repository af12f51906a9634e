from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "mosty.search"

    def ready(self) -> None:
        import mosty.search.receivers  # noqa: F401, PLC0415
