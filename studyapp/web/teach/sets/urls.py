from django.urls import path

from studyapp.web.teach.sets import place_views, quiz_views, views

urlpatterns = [
    path("sets/", views.set_list, name="set-list"),
    path("sets/new/", views.set_new, name="set-new"),
    path("sets/<slug:slug>/", views.set_detail, name="set-detail"),
    path("sets/<slug:slug>/places/", place_views.set_places, name="set-places"),
    path("sets/<slug:slug>/publish/", views.set_publish, name="set-publish"),
    path("sets/<slug:slug>/link/", views.set_link, name="set-link"),
    path("sets/<slug:slug>/copy/", views.set_copy, name="set-copy"),
    path("sets/<slug:slug>/delete/", views.set_delete, name="set-delete"),
    path("sets/<slug:slug>/preview/", views.set_preview, name="set-preview"),
    path("sets/<slug:slug>/preview/<int:pk>/", views.set_preview_quiz, name="set-preview-quiz"),
    path("sets/<slug:slug>/lessons/<int:pk>/", place_views.set_lesson, name="set-lesson"),
    path("sets/<slug:slug>/quizzes/<int:pk>/", quiz_views.set_quiz, name="set-quiz"),
    path("sets/<slug:slug>/quizzes/<int:pk>/questions/", quiz_views.set_questions, name="set-questions"),
]
