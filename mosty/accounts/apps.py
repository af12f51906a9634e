from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "mosty.accounts"

    def ready(self) -> None:
        from mosty.accounts import receivers  # noqa: F401, PLC0415  models must be ready first
