from django.urls import path

from studyapp.web.teach.insight import views

urlpatterns = [
    path("classes/<int:pk>/", views.class_detail, name="class-detail"),
    path("classes/<int:pk>/mastery.csv", views.class_mastery_csv, name="class-mastery-csv"),
    path("classes/<int:pk>/answers.csv", views.class_answers_csv, name="class-answers-csv"),
    path("classes/<int:pk>/learners/<int:learner_id>/", views.class_learner, name="class-learner"),
    path("classes/<int:pk>/answers/<int:response_id>/", views.class_answer, name="class-answer"),
    path("classes/<int:pk>/assignments/<int:assignment_id>/", views.assignment_detail, name="assignment-detail"),
    path("classes/<int:pk>/assignments/<int:assignment_id>/scores.csv", views.assignment_csv, name="assignment-csv"),
]
