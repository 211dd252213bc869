"""Opening, joining and keeping classes."""

import datetime as dt

import pytest

from studyapp.accounts import classes, joining
from studyapp.accounts.models import Classroom, Membership
from studyapp.accounts.queries import learners_of, learns_in, taught_by
from tests.factories import ClassroomFactory, InstructorFactory, MembershipFactory, StudentFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def test_codes_have_no_letters_that_are_taken_for_others():
    code = classes.new_code()
    assert len(code) == classes.CODE_LENGTH
    assert not set(code) & set("01258ABEILOSUZ")


def test_a_press_too_many_opens_one_class():
    owner = InstructorFactory()
    now = classes.open_class(owner, "Harbours", NOW).created_at
    assert classes.open_class(owner, "Harbours", now).pk == Classroom.objects.get().pk
    assert classes.open_class(owner, "Harbours", now + dt.timedelta(minutes=2)).pk != Classroom.objects.first().pk


@pytest.mark.parametrize("typed", ["CDF3469", "cdf 3469", "cdf-34-69 "])
def test_a_code_is_taken_as_people_write_it(typed):
    classroom = ClassroomFactory(join_code="CDF3469")
    student = StudentFactory()
    joining.join(student, typed, NOW)
    assert list(learns_in(student)) == [classroom]


@pytest.mark.parametrize("state", [{"may_join": False}, {"archived_at": NOW}, {"join_code": "OTHER"}])
def test_wrong_closed_and_archived_look_the_same(state):
    ClassroomFactory(**({"join_code": "CDF3469"} | state))
    with pytest.raises(joining.WrongCodeError):
        joining.join(StudentFactory(), "CDF3469", NOW)


def test_joining_again_after_leaving_finds_the_same_row():
    row = MembershipFactory()
    joining.end_membership(row.classroom, row.user_id, NOW)
    assert not learners_of(row.classroom).exists()
    again = joining.join(row.user, row.classroom.join_code, NOW + dt.timedelta(days=1))
    assert again.pk == row.pk
    assert list(learners_of(row.classroom)) == [row.user]


def test_owner_and_co_teacher_stay_what_they_are():
    row = MembershipFactory(role="teacher", user=InstructorFactory())
    assert joining.join(row.classroom.owner, row.classroom.join_code, NOW) is None
    assert joining.join(row.user, row.classroom.join_code, NOW).role == "teacher"


def test_a_new_code_closes_the_old_one():
    classroom = ClassroomFactory(join_code="CDF3469", may_join=False)
    classes.renew_code(classroom)
    with pytest.raises(joining.WrongCodeError):
        joining.class_of_code("CDF3469")
    assert joining.class_of_code(classroom.join_code) == classroom


def test_a_co_teacher_teaches_once_they_accept():
    classroom, colleague = ClassroomFactory(), InstructorFactory(email="ilse@example.org")
    assert joining.invite_teacher(classroom, " ILSE@example.org", NOW).user == colleague
    assert not taught_by(colleague).exists()
    assert joining.invite_teacher(classroom, colleague.username, NOW) is None
    joining.answer_invitation(colleague, classroom.pk, accepts=True, now=NOW)
    assert list(taught_by(colleague)) == [classroom]


def test_an_invitation_is_answered_once_and_by_its_person():
    row = MembershipFactory(joined_at=None, invited_at=NOW)
    with pytest.raises(Membership.DoesNotExist):
        joining.answer_invitation(StudentFactory(), row.classroom_id, accepts=True, now=NOW)
    joining.answer_invitation(row.user, row.classroom_id, accepts=False, now=NOW)
    with pytest.raises(Membership.DoesNotExist):
        joining.answer_invitation(row.user, row.classroom_id, accepts=True, now=NOW)


def test_only_who_may_teach_is_invited_and_no_student_of_the_class():
    classroom = ClassroomFactory()
    for who in ("nobody", "", StudentFactory().username):
        with pytest.raises(joining.CannotTeachError):
            joining.invite_teacher(classroom, who, NOW)
    pupil = MembershipFactory(classroom=classroom, user=InstructorFactory()).user
    with pytest.raises(joining.IsStudentError):
        joining.invite_teacher(classroom, pupil.username, NOW)


def test_a_class_is_handed_to_a_co_teacher_who_then_owns_it():
    row = MembershipFactory(role="teacher", user=InstructorFactory())
    before = row.classroom.owner
    classes.hand_over(row.classroom, row.user, NOW)
    classroom = Classroom.objects.get()
    assert classroom.owner == row.user
    assert list(taught_by(before)) == list(taught_by(row.user)) == [classroom]


@pytest.mark.parametrize("joined_at", [None, NOW])
def test_a_class_goes_to_nobody_who_does_not_teach_it(joined_at):
    role = "teacher" if joined_at is None else "student"
    row = MembershipFactory(role=role, user=InstructorFactory(), joined_at=joined_at)
    with pytest.raises(classes.NoCoTeacherError):
        classes.hand_over(row.classroom, row.user, NOW)


def test_a_name_that_was_changed_meanwhile_is_not_overwritten():
    classroom = ClassroomFactory(name="Harbours")
    assert classes.rename(classroom, "Ports", shown="Harbours")
    assert not classes.rename(classroom, "Docks", shown="Harbours")
    assert Classroom.objects.get().name == "Ports"
