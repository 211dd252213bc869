"""The instructor's desk: one package for each part of it."""

from django.urls import include, path

app_name = "teach"
urlpatterns = [
    path("", include(f"studyapp.web.teach.{part}.urls"))
    for part in ("imports", "sources", "review", "sets", "classes", "insight", "statistics")
]
