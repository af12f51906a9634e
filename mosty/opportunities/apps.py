from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "mosty.opportunities"

    def ready(self) -> None:
        from mosty.opportunities import receivers  # noqa: F401, PLC0415  connected once all rooms are loaded
