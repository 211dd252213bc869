"""Its one address."""

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.bench.ceiling.models import Given, Sum


def answer(request: HttpRequest) -> HttpResponse:
    learner = request.session["learner"]
    if request.method == "POST":
        with transaction.atomic():
            Given.objects.create(learner=learner, position=1, text=request.POST.get("given", ""))
            Sum.objects.filter(learner=learner).update(answers=F("answers") + 1)
    return render(request, "answer.html", {"given": request.POST.get("given", ""), "learner": learner})


urlpatterns = [path("answer/", answer)]
