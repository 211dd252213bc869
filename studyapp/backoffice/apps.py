from django.apps import AppConfig
from django.contrib.admin import apps


class BackofficeConfig(AppConfig):
    name = "studyapp.backoffice"
    default = True


class SiteConfig(apps.AdminConfig):
    """Django's admin with our site in place of its own."""

    default = False
    default_site = "studyapp.backoffice.site.BackofficeSite"
