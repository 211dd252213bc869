"""Pages of classes, assigned work and notices; part of ``study:``."""

from django.urls import path

from studyapp.web.study import assigned, classes, notices

urlpatterns = [
    path("classes/", classes.classes, name="classes"),
    path("classes/<int:pk>/", classes.class_detail, name="class-detail"),
    path("classes/<int:pk>/leave/", classes.class_leave, name="class-leave"),
    path("classes/<int:pk>/invitation/", classes.invitation, name="invitation"),
    path("join/", classes.join, name="join"),
    path("join/<slug:code>/", classes.join_class, name="join-class"),
    path("assigned/", assigned.assigned, name="assigned"),
    path("assigned/<int:pk>/", assigned.assignment, name="assignment"),
    path("assigned/<int:pk>/begin/", assigned.assignment_begin, name="assignment-begin"),
    path("attempts/<uuid:attempt_id>/hand-in/", assigned.hand_in, name="hand-in"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/open/", notices.notice_open, name="notice-open"),
    path("letters/off/<str:token>/", notices.letters_off, name="letters-off"),
]
