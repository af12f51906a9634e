from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "mosty.channels"
    label = "channels"

    def ready(self) -> None:
        from mosty.channels import receivers  # noqa: F401, PLC0415  connects to the signals of lower rooms
