from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "studyapp.assignments"
    default_auto_field = "django.db.models.BigAutoField"
