"""Notices, and letters for those who asked for them."""

import pytest
from django.core import mail

from studyapp.accounts import letters
from studyapp.accounts.models import Notice
from studyapp.accounts.notices import WORDS, in_words, mark_seen, notify
from tests.factories import NOW, NoticeFactory, StudentFactory

pytestmark = pytest.mark.django_db


def test_a_line_is_made_for_each_and_seen_by_one_alone():
    people = StudentFactory.create_batch(2)
    notify(people, "invited", "/classes/", **{"who": "Ilse", "class": "Harbours"})
    assert mark_seen(people[0], NOW) == 1
    assert mark_seen(people[0], NOW) == 0
    assert [notice.user for notice in Notice.objects.filter(seen_at=None)] == [people[1]]


def test_words_that_would_miss_something_are_refused_before_anybody_is_told():
    with pytest.raises(KeyError):
        notify(StudentFactory.create_batch(1), "invited", "/", who="Ilse")
    with pytest.raises(KeyError):
        notify([], "no such code", "/")
    assert not Notice.objects.exists()


def test_every_code_has_words():
    assert all(str(words) for words in WORDS.values())
    assert in_words(NoticeFactory()) == "Ilse invites you to the class Harbours."


def test_letters_go_to_those_who_asked_and_say_how_to_stop_them(django_capture_on_commit_callbacks):
    wants = StudentFactory(wants_letters=True, display_name="Mina")
    people = [wants, StudentFactory(), StudentFactory(wants_letters=True, email=None)]
    with django_capture_on_commit_callbacks(execute=True):
        notify(people, "invited", "/classes/", **{"who": "Ilse\r\nBcc: a@example.org", "class": "<Harbours & co>"})
    [letter] = mail.outbox
    assert letter.to == [wants.email]
    assert "\n" not in letter.subject
    assert "<Harbours & co>" in letter.body
    assert letters.token_of(wants) in letter.body
    assert letters.token_of(wants) in letter.extra_headers["List-Unsubscribe"]


def test_who_changed_their_mind_meanwhile_gets_none():
    notice = NoticeFactory(user=StudentFactory(wants_letters=False))
    assert letters.send_letters.call([notice.pk]) == 0
    assert mail.outbox == []
