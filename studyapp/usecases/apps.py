from django.apps import AppConfig


class UsecasesConfig(AppConfig):
    name = "studyapp.usecases"
