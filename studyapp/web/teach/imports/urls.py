from django.urls import path

from studyapp.web.teach.imports import views

urlpatterns = [
    path("imports/", views.import_list, name="import-list"),
    path("imports/<int:pk>/", views.import_detail, name="import-detail"),
    path("imports/<int:pk>/stop/", views.import_stop, name="import-stop"),
    path("imports/<int:pk>/retry/", views.import_retry, name="import-retry"),
    path("imports/<int:pk>/save/", views.import_save, name="import-save"),
    path("imports/batches/<int:pk>/", views.import_batch, name="import-batch"),
    path("imports/batches/<int:pk>/stop/", views.import_batch_stop, name="import-batch-stop"),
    path("imports/batches/<int:pk>/retry/", views.import_batch_retry, name="import-batch-retry"),
    path("imports/batches/<int:pk>/save/", views.import_batch_save, name="import-batch-save"),
]
