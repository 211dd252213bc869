from django.urls import path

from studyapp.web.teach.review import bulk_views, edit_views, views

urlpatterns = [
    path("review/", views.review, name="review"),
    path("review/<int:pk>/", views.review_question, name="review-question"),
    path("review/<int:pk>/decide/", views.review_decide, name="review-decide"),
    path("review/<int:pk>/another/", views.review_another, name="review-another"),
    path("review/<int:pk>/take-over/", views.review_take_over, name="review-take-over"),
    path("review/undo/", views.review_undo, name="review-undo"),
    path("review/<int:pk>/edit/", edit_views.review_edit, name="review-edit"),
    path("review/articles/<slug:slug>/sentences/", edit_views.review_sentences, name="review-sentences"),
    path("review/articles/<slug:slug>/write/", edit_views.review_write, name="review-write"),
    path("review/several/", bulk_views.review_several, name="review-several"),
]
