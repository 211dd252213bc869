from django.urls import path

from studyapp.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("topics/<slug:slug>/", views.topic_detail, name="topic-detail"),
    path("articles/<slug:slug>/", views.lesson, name="lesson"),
    path("articles/<slug:slug>/versions/<int:number>/", views.lesson, name="lesson-version"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("keys/", views.keys, name="keys"),
]
