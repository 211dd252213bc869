from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "studyapp.questions"
    default_auto_field = "django.db.models.BigAutoField"
