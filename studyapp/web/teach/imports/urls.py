from django.urls import path

from studyapp.web.teach.imports import views

urlpatterns = [
    path("imports/", views.import_list, name="import-list"),
    path("imports/<int:pk>/", views.import_detail, name="import-detail"),
    path("imports/<int:pk>/stop/", views.import_stop, name="import-stop"),
]
