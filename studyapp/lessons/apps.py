from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "studyapp.lessons"
    default_auto_field = "django.db.models.BigAutoField"
