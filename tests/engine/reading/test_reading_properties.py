"""What holds for any input whatever."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.engine.reading.article import Document, UnreadableError
from studyapp.engine.reading.documents import decode
from studyapp.engine.reading.reading import split

WORDS = st.sampled_from(
    "The mill Mr. U.S. No. 3 e.g. “stay here.” 3.5 (it was) turned, J. K. in 1998. It said: • - \n \n\n Share Email By Sam "
    "areas.Early ? ! … [2] Read also: © References date 2023-11-14 â€™ ## --- http://x.y/z \t <p> </p> {{ }} title: * _ `".split(
        " "
    )
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=300)
NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "", "7f3a.bin"])
easy = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@easy
@given(st.binary(max_size=400) | TEXTS.map(str.encode) | TEXTS.map(lambda t: t.encode("utf-16")), NAMES)
def test_any_bytes_are_read_or_refused_and_nothing_else(raw, name):
    try:
        document = decode(raw, name)
        split(document)
    except UnreadableError:
        return
    assert document.metadata.title
    assert not {"\r", "\x00"} & set(document.text)


@easy
@given(TEXTS)
def test_sentences_are_ordered_disjoint_trimmed_and_clear_of_marks(text):
    try:
        article = split(Document(text))
    except UnreadableError:
        return
    spans = sorted([s.span for s in article.sentences] + [m.span for m in article.marks])
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    for n, sentence in enumerate(article.sentences):
        words = sentence.span.cut(article.text)
        assert sentence.position == n
        assert words == words.strip()
        assert words
        assert "\n" not in words
    paragraphs = [s.paragraph for s in article.sentences]
    assert paragraphs == sorted(paragraphs)
