from django.urls import path

from studyapp.web.teach.sources import article_views, fact_views, topic_views, views

urlpatterns = [
    path("sources/", views.source_list, name="source-list"),
    path("sources/articles/<slug:slug>/", views.source_detail, name="source-detail"),
    path("sources/articles/<slug:slug>/changes/<int:number>/", views.source_changes, name="source-changes"),
    path("sources/articles/<slug:slug>/edit/", article_views.source_edit, name="source-edit"),
    path("sources/articles/<slug:slug>/text/", article_views.source_text, name="source-text"),
    path("sources/articles/<slug:slug>/withdraw/", article_views.source_withdraw, name="source-withdraw"),
    path("sources/articles/<slug:slug>/reinstate/", article_views.source_reinstate, name="source-reinstate"),
    path("sources/articles/<slug:slug>/move/", article_views.source_move, name="source-move"),
    path("sources/articles/<slug:slug>/facts/", fact_views.source_facts, name="source-facts"),
    path("sources/articles/<slug:slug>/facts/<int:pk>/", fact_views.fact_edit, name="fact-edit"),
    path("sources/articles/<slug:slug>/facts/<int:pk>/decide/", fact_views.fact_decide, name="fact-decide"),
    path("sources/articles/<slug:slug>/facts/<int:pk>/split/", fact_views.fact_split, name="fact-split"),
    path("sources/topics/new/", topic_views.topic_new, name="topic-new"),
    path("sources/topics/<slug:slug>/", topic_views.topic_edit, name="topic-edit"),
    path("sources/topics/<slug:slug>/merge/", topic_views.topic_merge, name="topic-merge"),
]
