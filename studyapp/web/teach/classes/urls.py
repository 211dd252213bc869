from django.urls import path

from studyapp.web.teach.classes import assign_views, people_views, roster_views, views

urlpatterns = [
    path("classes/", views.class_list, name="class-list"),
    path("classes/<int:pk>/settings/", views.class_settings, name="class-settings"),
    path("classes/<int:pk>/code/", views.class_code, name="class-code"),
    path("classes/<int:pk>/archive/", views.class_archive, name="class-archive"),
    path("classes/<int:pk>/hand-over/", views.class_hand_over, name="class-hand-over"),
    path("classes/<int:pk>/copy/", views.class_copy, name="class-copy"),
    path("classes/<int:pk>/people/", people_views.class_people, name="class-people"),
    path("classes/<int:pk>/people/invite/", people_views.class_invite, name="class-invite"),
    path("classes/<int:pk>/people/<int:person_id>/remove/", people_views.class_remove, name="class-remove"),
    path("classes/<int:pk>/people/list.csv", roster_views.class_people_csv, name="class-people-csv"),
    path("classes/<int:pk>/people/list/", roster_views.class_roster, name="class-roster"),
    path("classes/<int:pk>/people/passwords/", roster_views.class_passwords, name="class-passwords"),
    path("classes/<int:pk>/people/passwords.csv", roster_views.class_passwords_csv, name="class-passwords-csv"),
    path("assign/", assign_views.assign, name="assign"),
    path(
        "classes/<int:pk>/assignments/<int:assignment_id>/edit/", assign_views.assignment_edit, name="assignment-edit"
    ),
    path(
        "classes/<int:pk>/assignments/<int:assignment_id>/withdraw/",
        assign_views.assignment_withdraw,
        name="assignment-withdraw",
    ),
    path(
        "classes/<int:pk>/assignments/<int:assignment_id>/copy/", assign_views.assignment_copy, name="assignment-copy"
    ),
    path(
        "classes/<int:pk>/assignments/<int:assignment_id>/extensions/<int:learner_id>/",
        assign_views.assignment_extension,
        name="assignment-extension",
    ),
]
