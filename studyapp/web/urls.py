from django.urls import include, path

urlpatterns = [
    path("", include("studyapp.web.public.urls")),
    path("", include("studyapp.web.study.urls")),
    path("teach/", include("studyapp.web.teach.urls")),
]
