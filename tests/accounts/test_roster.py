"""Class lists: read by line, planned, brought in once."""

import datetime as dt

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.test.utils import CaptureQueriesContext

from studyapp.accounts import roster
from studyapp.accounts.models import Membership, User
from studyapp.accounts.queries import learners_of
from studyapp.accounts.roster_file import MOST_ROWS, UnreadableRosterError, decode, read_roster
from studyapp.usecases import run_class
from tests.factories import ClassroomFactory, InstructorFactory, MembershipFactory, StudentFactory

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def read(text):
    return [(line.number, line.name, line.email, line.username) for line in read_roster(text) if not line.error]


@pytest.mark.parametrize(
    "text",
    [
        "name,e-mail\nIlse Brandt,Ilse@Example.org\n",
        "Name;Email\r\nIlse Brandt;ilse@example.org\r\n",
        "e-mail\tname\nilse@example.org\tIlse Brandt",
        "Ilse Brandt,ilse@example.org",
    ],
)
def test_lists_are_read_whatever_spreadsheet_wrote_them(text):
    first = 1 if text.startswith("Ilse") else 2
    assert read(text) == [(first, "Ilse Brandt", "ilse@example.org", "")]


def test_lines_keep_their_numbers_over_blank_ones_and_quoted_breaks():
    text = 'name,e-mail\n"Ilse\nBrandt",ilse@example.org\n\nJonas,jonas@example.org\n'
    assert [(number, name) for number, name, *_ in read(text)] == [(2, "Ilse Brandt"), (5, "Jonas")]


def test_bytes_of_old_spreadsheets_and_with_a_mark_are_read():
    assert decode("Inés".encode("cp1252")) == decode("\ufeffInés".encode()) == "Inés"


@pytest.mark.parametrize("raw", [b"PK\x03\x04\x00\x00", b"x" * 600_000])
def test_what_is_no_list_is_refused(raw):
    with pytest.raises(UnreadableRosterError):
        decode(raw)


@pytest.mark.parametrize("text", ["", "\n\n", "name,e-mail\n", "a@example.org\n" * (MOST_ROWS + 1)])
def test_nobody_and_too_many_are_refused(text):
    with pytest.raises(UnreadableRosterError):
        read_roster(text)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Ilse,,", "neither"),
        ("Ilse,ilse at example,", "neither"),
        ("Ilse,ilse@nowhere,", "no e-mail"),
        ("Ilse,,two words", "letters, digits"),
        ("Ilse,,guest-1", "cannot be a user name"),
    ],
)
def test_a_bad_line_says_why_and_stops_no_other(line, says):
    header = "name,e-mail,user name\n"
    if "at example" in line:
        header, line = "name,user name\n", "Ilse,"
    lines = read_roster(f"{header}{line}\nJonas,{'jonas' if header.count(',') == 1 else 'jonas@example.org,'}\n")
    assert says in lines[0].error
    assert lines[1].error == ""


def test_the_same_person_twice_is_an_error_from_the_second_time_on():
    lines = read_roster("name,e-mail\nIlse,ilse@example.org\nIlse B,ILSE@example.org\n")
    assert [line.error for line in lines] == ["", "The same as line 2."]


def test_a_cell_made_harmless_by_a_download_comes_back_as_it_was():
    assert read("name,user name\n'=Ilse,ilse\n")[0][1] == "=Ilse"


@pytest.fixture
def classroom():
    return ClassroomFactory()


def plan(classroom, text):
    return [str(one.outcome) for one in roster.plan(classroom, read_roster(text))]


@pytest.mark.django_db
def test_every_line_has_its_outcome(classroom):
    known = StudentFactory(email="known@example.org", username="known")
    MembershipFactory(classroom=classroom, user=StudentFactory(email="there@example.org"))
    MembershipFactory(classroom=classroom, user=StudentFactory(email="asked@example.org"), joined_at=None)
    StudentFactory(username="other", email="other@example.org")
    text = (
        "name,e-mail,user name\nNew,new@example.org,\nKnown,KNOWN@example.org,\nThere,there@example.org,\n"
        "Asked,asked@example.org,\nClash,fresh@example.org,other\nNone,,\n"
        f"Owner,{classroom.owner.email},\nAgain,,Known\n"
    )
    outcomes = plan(classroom, text)
    assert outcomes == ["create", "invite", "there", "invited", "clash", "error", "teaches", "error"]
    assert known.memberships.count() == 0


@pytest.mark.django_db
def test_two_hundred_come_in_with_one_step_and_a_second_time_changes_nothing(classroom):
    teacher = classroom.owner
    text = "name,e-mail\n" + "\n".join(f"Learner {n},learner{n}@example.org" for n in range(200))
    with CaptureQueriesContext(connection) as queries:
        brought = run_class.bring_in_roster(classroom, read_roster(text), by=teacher, now=NOW)
    assert len(queries) < 40
    assert (len(brought.made), learners_of(classroom).count()) == (200, 200)
    people = list(User.objects.order_by("pk").values())
    again = run_class.bring_in_roster(classroom, read_roster(text), by=teacher, now=NOW)
    assert (again.made, again.invited) == ([], [])
    assert list(User.objects.order_by("pk").values()) == people
    assert Membership.objects.count() == 200


@pytest.mark.django_db
def test_who_has_an_account_is_asked_and_not_brought_in(classroom):
    known = StudentFactory(email="known@example.org")
    run_class.bring_in_roster(classroom, read_roster("known@example.org"), by=classroom.owner, now=NOW)
    assert not learners_of(classroom).exists()
    assert [notice.code for notice in known.notices.all()] == ["invited"]


@pytest.mark.django_db
def test_a_first_password_opens_the_account_and_is_stored_nowhere(classroom, settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    [made] = run_class.bring_in_roster(
        classroom, read_roster("Ilse,ilse@example.org"), by=classroom.owner, now=NOW
    ).made
    assert (made.name, made.username, made.email) == ("Ilse", "ilse", "ilse@example.org")
    user = authenticate(username=made.username, password=made.password)
    assert user == User.objects.get(username="ilse")
    assert made.password not in str(User.objects.values().get(pk=user.pk))
    assert User.objects.get(pk=user.pk).password.startswith("argon2")
    assert user.is_in("student")
    assert [notice.code for notice in user.notices.all()] == ["account_made"]


@pytest.mark.django_db
def test_names_that_are_taken_get_a_number(classroom):
    StudentFactory(username="ilse", email="elsewhere@example.org")
    text = "name,e-mail\nA,ilse@example.org\nB,ilse@example.net\nC,guest-x@example.org\n"
    made = roster.bring_in(classroom, read_roster(text), NOW).made
    assert [one.username for one in made] == ["ilse2", "ilse3", "student-guest-x"]


@pytest.mark.django_db
def test_lost_passwords_are_renewed_for_those_alone_who_never_signed_in(classroom):
    made = roster.bring_in(classroom, read_roster("a@example.org\nb@example.org"), NOW).made
    MembershipFactory(classroom=classroom, user=StudentFactory(last_login=None))
    User.objects.filter(username="b").update(last_login=NOW)
    [renewed] = roster.renew_first_passwords(classroom)
    assert renewed.username == "a"
    assert renewed.password != made[0].password
    assert roster.renew_first_passwords(ClassroomFactory(owner=InstructorFactory())) == []
