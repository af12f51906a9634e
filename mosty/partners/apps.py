from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "mosty.partners"
    label = "partners"
