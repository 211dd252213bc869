"""What one answer writes at the least: a row of its own, and a sum."""

from django.db import models


class Sum(models.Model):
    learner = models.PositiveIntegerField(unique=True)
    answers = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.learner}: {self.answers}"


class Given(models.Model):
    learner = models.PositiveIntegerField(db_index=True)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.text
