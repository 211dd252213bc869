from django.urls import include, path

from studyapp.web.study import reports, sets, views

app_name = "study"
urlpatterns = [
    path("topics/<slug:slug>/quiz/", views.topic_quiz, name="topic-quiz"),
    path("articles/<slug:slug>/quiz/", views.article_quiz, name="article-quiz"),
    path("attempts/<uuid:attempt_id>/questions/<int:position>/", views.question, name="question"),
    path("attempts/<uuid:attempt_id>/questions/<int:position>/report/", reports.report, name="report"),
    path("attempts/<uuid:attempt_id>/results/", views.results, name="results"),
    path("attempts/<uuid:attempt_id>/retry/", views.retry, name="retry"),
    path("sets/<slug:slug>/", sets.set_detail, name="set-detail"),
    path("sets/<slug:slug>/read/", sets.set_read, name="set-read"),
    path("sets/<slug:slug>/begin/", sets.set_begin, name="set-begin"),
    path("s/<slug:code>/", sets.set_shared, name="set-shared"),
    path("review/", views.review, name="review"),
    path("progress/", views.progress, name="progress"),
    path("progress/<slug:slug>/", views.topic_progress, name="topic-progress"),
    path("account/", views.account, name="account"),
    path("", include("studyapp.web.study.class_urls")),
]
