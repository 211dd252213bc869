"""Editing a wording and writing a question at the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from studyapp.questions.models import Question, Review
from tests import factories

pytestmark = pytest.mark.django_db
STEP = "0123456789abcdef0123456789abcdef"
WHY = "The source names 1932 here."


@pytest.fixture
def owner(client):
    person = factories.InstructorFactory(display_name="Ada Owner")
    client.force_login(person)
    return person


@pytest.fixture
def question(owner):
    """Multiple choice on the year in which the harbour opened."""
    topic = factories.TopicFactory(owner=owner)
    stem = "In which year did the harbour of Velmora open?"
    return factories.QuestionFactory(
        topic=topic, wording={"stem": stem, "options": ["1930", "1932", "1935", "1939"]}
    )  # fmt: skip


def address(question):
    return reverse("teach:review-edit", args=[question.pk])


def filled(client, question, action="save", **changes):
    """The form as the page shows it, with changes."""
    form = client.get(address(question)).context["form"]
    start = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return start | {f"why_{n}": WHY for n in range(4)} | {"action": action} | changes


def edited(client, question, **changes):
    return client.post(address(question), filled(client, question, **changes))


def test_an_edit_is_a_new_version_with_what_it_replaced(client, owner, question):
    old = question.current_version
    response = edited(client, question, stem="When did the harbour of Velmora open?")
    assert response["Location"] == reverse("teach:review-question", args=[question.pk])
    question.refresh_from_db()
    new = question.current_version
    assert (new.number, new.author, new.stem) == (2, owner, "When did the harbour of Velmora open?")
    assert [option.text for option in new.options.all()] == ["1930", "1932", "1935", "1939"]
    assert (new.key_option, new.key_value) == (1, "1932")
    row = Review.objects.get()
    assert (row.verdict, row.version, row.replaced, row.before, row.after) == ("edited", new, old, "draft", "draft")
    assert new.evidence.get(role="key").fact_evidence.fact == question.fact


def test_saving_and_approving_is_one_press(client, question):
    edited(client, question, action="approve", stem="When did the harbour of Velmora open?")
    question.refresh_from_db()
    assert (question.status, question.current_version.number) == ("approved", 2)
    assert Review.objects.get().after == "approved"


def correction(question):
    """The way to the scores that a corrected key would change."""
    return f'<a href="{reverse("teach:correct-scores", args=[question.pk])}">See whose score would change</a>'


def test_an_edit_that_corrects_the_key_offers_to_score_earlier_answers_anew(client, question):
    attempt = factories.AttemptFactory(questions=[question])
    factories.ResponseFactory(attempt=attempt)
    changes = {"key": "2", "action": "approve", "override": "The gazette mended it."}
    after = client.post(address(question), filled(client, question, **changes), follow=True)
    assert Question.objects.get(pk=question.pk).current_version.key_value == "1935"
    assert [correction(question) in str(said) for said in after.context["messages"]] == [True]
    assert client.get(reverse("teach:review-question", args=[question.pk])).context["desk"].shown.is_corrected
    client.post(reverse("teach:correct-scores", args=[question.pk]))
    shown = client.get(reverse("teach:review-question", args=[question.pk])).context["desk"].shown
    assert not shown.is_corrected


def test_an_edit_that_nobody_answered_before_offers_nothing(client, question):
    after = client.post(address(question), filled(client, question, key="2"), follow=True)
    assert list(after.context["messages"]) == []
    assert not after.context["desk"].shown.is_corrected


def test_nothing_changed_makes_no_version(client, question):
    form = client.get(address(question)).context["form"]
    start = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    client.post(address(question), start | {"action": "save"})
    assert (question.versions.count(), Review.objects.count()) == (1, 0)


def test_undoing_an_edit_brings_the_wording_back(client, question):
    old = question.current_version
    data = filled(client, question, stem="When did the harbour of Velmora open?")
    client.post(address(question), data)
    client.post(reverse("teach:review-undo"), {"step": data["step"]})
    question.refresh_from_db()
    assert (question.current_version, question.status) == (old, "draft")
    assert question.versions.count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"option_2": "1932"}, "MC-01b"),  # two right answers
        ({"stem": "Did the harbour of Velmora open in 1932 or in which year?"}, "MC-24a"),  # key in the stem
        ({"option_2": ""}, None),  # three options are enough
        ({"option_2": "", "option_3": ""}, "MC-19"),
        ({"option_3": "five boats"}, "MC-16a"),
        ({"stem": "In which year did the harbour of Velmora not open?"}, "MC-08"),
        ({"stem": "In which year did the harbour of Velmora NOT open?"}, None),
    ],
)
def test_checks_name_what_is_wrong(client, question, changes, code):
    checks = edited(client, question, **changes, action="check").context["checks"]
    found = {finding.code for finding in checks.findings}
    assert (code in found) if code else not found


def test_checks_come_alone_while_one_types(client, question):
    response = client.post(
        address(question), filled(client, question, option_2="1932", action="check"), headers={"HX-Request": "true"}
    )
    text = response.content.decode()
    assert text.count("<form") == 0
    assert "A distractor is another form of the key; replace it." in text
    assert Review.objects.count() == 0


def test_what_is_missing_is_said_while_one_types(client, question):
    data = filled(client, question, stem="", action="check")
    text = client.post(address(question), data, headers={"HX-Request": "true"}).content.decode()
    assert "This field is required." in text


def test_a_check_that_failed_keeps_a_question_from_being_approved(client, question):
    response = edited(client, question, action="approve", option_2="1932")
    question.refresh_from_db()
    assert (question.status, question.versions.count()) == ("draft", 1)
    assert "Mend it, or say here why it is right all the same." in response.content.decode()
    assert response.context["form"]["option_2"].value() == "1932"


def test_a_reviewer_may_overrule_a_check_with_a_reason(client, question):
    edited(client, question, action="approve", option_2="1932", override="Both spellings are asked on purpose.")
    question.refresh_from_db()
    assert question.status == "approved"
    assert Review.objects.get().note == "Both spellings are asked on purpose."


def test_a_draft_is_saved_whatever_the_checks_say(client, question):
    edited(client, question, option_2="1932")
    question.refresh_from_db()
    assert (question.status, question.current_version.number) == ("draft", 2)
    assert "MC-01b" in question.current_version.warnings


def test_a_warning_never_blocks(client, question):
    edited(client, question, action="approve", stem="In which year did the harbour of Velmora not open?")
    question.refresh_from_db()
    assert (question.status, question.current_version.warnings) == ("approved", ["MC-08"])


def test_figures_are_saved_in_their_order_and_the_key_goes_along(client, question):
    edited(client, question, option_0="1939", option_3="1930")
    version = Question.objects.get().current_version
    assert [option.text for option in version.options.all()] == ["1930", "1932", "1935", "1939"]
    assert (version.key_option, version.key_value) == (1, "1932")


def test_a_reason_in_ones_own_words_is_kept_and_an_untouched_one_stays_a_code(client, question):
    edited(client, question, why_0="The pier opened then.", why_1="")
    first, second = Question.objects.get().current_version.options.all()[:2]
    assert (first.why_code, first.why_params) == ("written", {"text": "The pier opened then."})
    assert second.why_code == ""


def test_the_evidence_is_moved_to_another_sentence(client, question):
    sentence = factories.sentence_with(question.article, "1958")
    data = filled(
        client, question, sentence=sentence.pk, printed="1958", option_1="1958", stem="When did the ferry begin?"
    )
    client.post(address(question), data)
    question.refresh_from_db()
    place = question.current_version.evidence.get(role="key")
    assert place.sentence == sentence
    assert place.span.cut(question.article.current_version.text) == "1958"
    assert (question.fact, question.fact.value) == (place.fact_evidence.fact, "1958")


def test_words_that_do_not_stand_in_the_sentence_are_told(client, question):
    response = edited(client, question, printed="1958")
    assert response.context["form"].errors["printed"] == [
        "These words do not stand in the sentence. Copy them from it letter by letter."
    ]
    assert question.versions.count() == 1


def test_sentences_are_found_by_their_words_and_typing_is_kept(client, question):
    data = filled(client, question, action="find", find="ferry carrow", stem="When did the ferry begin?")
    response = client.post(address(question), data)
    assert [line.text for line in response.context["found"]] == ["The ferry to Carrow began in 1958."]
    assert response.context["form"]["stem"].value() == "When did the ferry begin?"


def test_two_at_once_lose_nothing(client, question):
    mine = filled(client, question, stem="Mine: when did the harbour open?")
    other = factories.ContentManagerFactory(display_name="Ilse Brandt")
    client.force_login(other)
    edited(client, question, stem="Theirs: when did the harbour open?")
    client.force_login(question.topic.owner)
    response = client.post(address(question), mine | {"step": "f" * 32})
    text = response.content.decode()
    assert "Ilse Brandt edited this question at" in text
    assert "Theirs: when did the harbour open?" in text
    assert response.context["form"]["stem"].value() == "Mine: when did the harbour open?"
    again = response.context["form"]
    client.post(address(question), mine | {name: again[name].value() for name in ("version", "status", "step")})
    question.refresh_from_db()
    assert question.current_version.stem == "Mine: when did the harbour open?"
    assert [v.stem for v in question.versions.order_by("number")][1] == "Theirs: when did the harbour open?"


def test_the_same_form_sent_twice_is_one_edit(client, question):
    data = filled(client, question, stem="When did the harbour of Velmora open?")
    for _turn in range(2):
        client.post(address(question), data)
    assert (question.versions.count(), Review.objects.count()) == (2, 1)


@pytest.mark.parametrize("kind", ["cloze", "true_false", "short_answer", "multiple_choice"])
def test_every_kind_is_edited(client, owner, kind):
    question = factories.QuestionFactory(topic=factories.TopicFactory(owner=owner), kind=kind)
    edited(client, question, hint="A year.", explanation="It opened then.")
    version = Question.objects.get().current_version
    assert (version.number, version.explanation_params) == (2, {"text": "It opened then."})
    assert version.key_value == question.current_version.key_value


def test_accepted_forms_are_one_a_line(client, owner):
    question = factories.QuestionFactory(topic=factories.TopicFactory(owner=owner), kind="short_answer")
    edited(client, question, accepted="in 1932\n\n the year 1932 ")
    forms = Question.objects.get().current_version.accepted_forms.order_by("pk")
    assert [form.form for form in forms] == ["1932", "in 1932", "the year 1932"]


def test_old_answers_show_the_wording_they_were_given_on(client, question):
    response = factories.ResponseFactory(attempt=factories.AttemptFactory(questions=[question]))
    old = question.current_version
    edited(client, question, stem="When did the harbour of Velmora open?")
    response.refresh_from_db()
    assert response.version == old


@pytest.mark.parametrize("broken", [{"key": "9"}, {"key": ""}, {"key": "4"}, {"sentence": "x"}, {"step": "x"}])
def test_what_a_form_never_sends_is_refused_without_a_fault(client, question, broken):
    assert edited(client, question, **broken).status_code == 200
    assert question.versions.count() == 1


# Writing


def write_address(article, **given):
    return reverse("teach:review-write", args=[article.slug], query=given)


@pytest.fixture
def article(owner):
    return factories.ArticleFactory(topic=factories.TopicFactory(owner=owner))


def asked(article, printed="Ilse Brandt", sort="short_answer", answer_type="person"):
    sentence = factories.sentence_with(article, printed)
    return write_address(article, sentence=sentence.pk, printed=printed, sort=sort, answer_type=answer_type)


def write(client, path, action="save", **changes):
    form = client.get(path).context["form"]
    start = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return client.post(path, start | {"action": action} | changes)


def test_a_question_is_written_on_a_marked_answer(client, owner, article):
    write(client, asked(article), stem="Who designed the lighthouse of Velmora?", action="approve")
    question = Question.objects.get()
    assert (question.origin, question.status, question.kind) == ("written", "approved", "short_answer")
    place = question.current_version.evidence.get(role="key")
    assert place.span.cut(article.current_version.text) == "Ilse Brandt"
    assert (question.fact.value, question.fact.answer_type) == ("Ilse Brandt", "person")
    assert question.current_version.author == owner


def test_it_is_about_the_fact_that_is_known_there(client, article):
    fact = factories.FactFactory(article=article, value="Ilse Brandt", answer_type="person")
    write(client, asked(article), stem="Who designed the lighthouse of Velmora?")
    assert Question.objects.get().fact == fact


@pytest.mark.parametrize("sort", ["multiple_choice", "cloze", "cloze_typed", "short_answer", "true_false"])
def test_every_sort_begins_with_what_the_sentence_gives(client, article, sort):
    form = client.get(asked(article, sort=sort)).context["form"]
    stems = {"cloze": "_____ designed the lighthouse.", "cloze_typed": "_____ designed the lighthouse."}
    stems["true_false"] = "Ilse Brandt designed the lighthouse."
    assert form["stem"].value() == stems.get(sort, "")
    if sort in ("multiple_choice", "cloze"):
        assert (form["option_0"].value(), form["key"].value()) == ("Ilse Brandt", "0")


def test_writing_twice_makes_one(client, article):
    path = asked(article)
    form = client.get(path).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    for _turn in range(2):
        client.post(path, data | {"action": "save", "stem": "Who designed the lighthouse?"})
    assert Question.objects.count() == 1


def test_a_written_question_can_be_played_with_its_receipt(client, article):
    write(client, asked(article), stem="Who designed the lighthouse of Velmora?", action="approve")
    page = client.get(reverse("teach:review-question", args=[Question.objects.get().pk])).context["desk"]
    assert page.shown.receipts[0].quote.sentence == "Ilse Brandt designed the lighthouse."


@pytest.mark.parametrize(
    "given",
    [{}, {"sentence": "x"}, {"sentence": 999999, "printed": "x", "sort": "cloze", "answer_type": "term"},
     {"sentence": 1, "printed": "x", "sort": "poem", "answer_type": "term"}],
)  # fmt: skip
def test_without_a_sentence_and_an_answer_in_it_one_chooses_again(client, article, given):
    response = client.get(write_address(article, **given))
    assert response.status_code == 200
    assert "Choose the sentence that proves the answer" in response.content.decode()


def test_words_of_another_sentence_are_not_taken(client, article):
    sentence = factories.sentence_with(article, "1958")
    path = write_address(article, sentence=sentence.pk, printed="1932", sort="cloze", answer_type="year")
    assert "do not stand in the sentence" in client.get(path).content.decode()


def test_anothers_article_is_not_found(client, owner):
    article = factories.ArticleFactory()
    assert client.get(write_address(article)).status_code == 404
    assert client.get(reverse("teach:review-sentences", args=[article.slug])).status_code == 404


def test_sentences_are_searched(client, article):
    page = client.get(reverse("teach:review-sentences", args=[article.slug]), {"q": "LIGHTHOUSE metres"})
    assert [line.text for line in page.context["lines"]] == ["Its lighthouse stands 41 metres tall."]


@pytest.mark.parametrize("number", ["²", "99999999999999999999", "x"])
def test_a_sentence_that_is_no_number_is_none(client, question, number):
    address_of_list = reverse("teach:review-sentences", args=[question.article.slug])
    assert client.get(address_of_list, {"sentence": number}).status_code == 200
    assert edited(client, question, action="check", sentence=number).status_code == 200
    assert edited(client, question, action="check", another_sentence=number).status_code == 200
