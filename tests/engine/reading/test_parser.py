import pytest
import spacy

from studyapp.engine.reading.article import Document
from studyapp.engine.reading.documents import decode
from studyapp.engine.reading.parser import MODEL, parse, pieces
from studyapp.engine.reading.reading import read
from studyapp.engine.reading.spans import Span

TEXT = "The old mill\n\nMr. Holm met Ann Lowe in Brandon. She sold the mill.\nBy Sam Reed\nThe river rose."


def test_the_parse_covers_the_sentences_and_nothing_that_is_marked():
    article, parsed = read(Document(TEXT))
    assert [t.span.cut(TEXT) for t in parsed.tokens] == [t.text for t in parsed.tokens]
    begins = [t.start for t in parsed.tokens if t.begins_sentence]
    assert begins == [s.span.start for s in article.sentences]
    marked = [m.span for m in article.marks]
    assert not any(mark.overlaps(t.span) for mark in marked for t in parsed.tokens)


def test_no_head_lies_outside_its_sentence():
    article, parsed = read(Document(TEXT))
    for sentence in article.sentences:
        inside = parsed.within(sentence.span)
        assert {t.head for t in inside} <= {t.i for t in inside}
        assert sum(t.head == t.i for t in inside) == 1


def test_names_are_labelled_in_their_sentence():
    article, parsed = read(Document(TEXT))
    inside = parsed.within(article.sentences[0].span)
    assert [t.text for t in inside if t.label == "PERSON" and t.begins_entity] == ["Holm", "Ann"]


@pytest.mark.parametrize(
    "sentence",
    [
        "There was no bridge, so they got to the mill by boat.",
        "Let's see what they're gonna do, and where it ain't done.",
        "The men had been sold, and once she'd left, that was why it did not matter.",
    ],
)
def test_word_forms_are_those_of_the_models_own_rules(sentence):
    text = f"{sentence} {sentence}"
    plain = [(t.text, t.tag_, t.dep_, t.pos_, t.lemma_) for t in spacy.load(MODEL)(text)]
    for _ in range(2):  # asked for the first time, and from memory
        assert [(t.text, t.tag, t.dep, t.pos, t.lemma) for t in parse(text).tokens] == plain


def test_a_text_without_sentences_given_is_parsed_whole():
    assert sum(t.begins_sentence for t in parse("The mill turned. The river rose.").tokens) == 2


def test_pieces_cover_the_text_and_stay_within_the_limit():
    text = "word " * 30 + "\n\n" + "x" * 90
    spans = list(pieces(text, 40))
    assert "".join(s.cut(text) for s in spans) == text
    assert max(map(len, spans)) <= 40


def test_reading_twice_gives_the_same():
    assert read(decode(TEXT.encode(), "a.txt")) == read(decode(TEXT.encode(), "a.txt"))
    assert Span(0, 3).cut(TEXT) == "The"
