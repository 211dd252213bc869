from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("studyapp.web.urls")),
    path("accounts/", include("studyapp.accounts.urls")),
    path("admin/", admin.site.urls),
]
