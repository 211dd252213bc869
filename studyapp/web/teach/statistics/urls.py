from django.urls import path

from studyapp.web.teach.statistics import regrades, reports, views

urlpatterns = [
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/questions/<int:pk>/", views.question_statistics, name="question-statistics"),
    path("statistics/questions/<int:pk>/accept/", regrades.accept_answer, name="accept-answer"),
    path("statistics/questions/<int:pk>/key/", regrades.correct_scores, name="correct-scores"),
    path("statistics/quizzes/<slug:slug>/", views.quiz_statistics, name="quiz-statistics"),
    path("reports/", reports.report_list, name="report-list"),
    path("reports/decide/", reports.report_decide, name="report-decide"),
]
