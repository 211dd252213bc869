"""What an evaluation and marked sheets show, as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from studyapp.engine.cells import Count
from studyapp.engine.item_writing.flaws import RULES
from studyapp.engine.quality import measures, verdicts
from studyapp.engine.quality.measures import Share, Yield
from studyapp.usecases.evaluate_questions import Evaluation

MOST_ROWS = 30
MISSED_SHOWN = 12


def report(found: Evaluation) -> Iterator[str]:
    """Yield, flags, refusals, patterns of keys, speed, golden facts."""
    yield f"texts: {len(found.samples)}, words: {found.overall.words}"
    yield from (f"not read: {file}: {reason}" for file, reason in found.unread)
    if not found.samples:
        return
    yield from _yields("all", {"all texts": found.overall})
    yield from _yields("kind, format", measures.yields_by(found.samples, lambda i: f"{i.kind.value}, {i.format.value}"))
    yield from _yields("answer type", measures.yields_by(found.samples, lambda i: i.answer_type.value))
    yield from _yields("style of text", measures.yields_of(found.samples, lambda s: s.style))
    yield from _flags(found)
    yield from _refusals(found)
    yield from _patterns(found)
    yield from _speed(found)
    yield from _golden(found)


def _title(text: str) -> Iterator[str]:
    yield ""
    yield text


def _yields(title: str, rows: Mapping[str, Yield]) -> Iterator[str]:
    yield from _title(f"{title:<28} served  candidates  per 100 words")
    for name, row in rows.items():
        per = f"{row.served_per_100:.2f} / {row.candidates_per_100:.2f}"
        yield f"  {name[:26]:<26} {row.served:>6} {row.candidates:>11}  {per}"


def _flags(found: Evaluation) -> Iterator[str]:
    advice = {rule.id: rule.advice for rule in RULES}
    yield from _title(f"warnings, share of {len(found.candidates)} candidates")
    for code, share in measures.flag_rates(found.candidates).items():
        yield f"  {code:<20} {share:>6.1%}  {advice.get(code, '')}"


def _refusals(found: Evaluation) -> Iterator[str]:
    refusals = [refusal for sample in found.samples for refusal in sample.harvest.refusals]
    yield from _title(f"refused, {len(refusals)} sentences and candidates")
    rows = measures.refusals_by_code(refusals)
    for code, row in list(rows.items())[:MOST_ROWS]:
        kinds = ", ".join(f"{kind} {count}" for kind, count in row.kinds.most_common(5))
        yield f"  {code:<20} {row.total:>6}  {kinds}"
    if len(rows) > MOST_ROWS:
        yield f"  and {len(rows) - MOST_ROWS} more rules"


def _patterns(found: Evaluation) -> Iterator[str]:
    tables = measures.key_positions(found.served)
    yield from _title("keys of what is served")
    for options, table in tables.items():
        yield f"  place of the key among {options}: {' '.join(map(str, table))}"
    test = measures.uniformity(tables.values())
    yield f"  chi-square {test.chi_square:.2f}, {test.degrees} degrees of freedom, p = {test.p:.3f}"
    yield _share("key strictly the longest option", measures.longest_keys(found.served))
    yield _share("key strictly the shortest option", measures.shortest_keys(found.served))
    yield _share("statements that are true", measures.true_statements(found.served))


def _share(name: str, share: Share) -> str:
    low, high = share.band
    verdict = "as by chance" if share.is_chance else "NOT as by chance"
    return f"  {name}: {share.count} of {share.total}, chance {share.expected:.1f} ({low:.1f} to {high:.1f}): {verdict}"


def _speed(found: Evaluation) -> Iterator[str]:
    clock = found.clock
    yield from _title(
        f"speed: {clock.words_per_second:,.0f} words a second, {clock.ratio:.2f} of the language model alone"
    )


def _golden(found: Evaluation) -> Iterator[str]:
    cover = found.coverage
    if cover is None:
        return
    yield from _title(f"golden facts: {cover.facts}")
    yield f"  with a served question: {_of(cover.with_served, cover.facts)}"
    yield f"  with any candidate: {_of(cover.with_candidate, cover.facts)}"
    yield f"  served questions that ask one: {_of(cover.on_facts, cover.served)}"
    yield "  why others were missed: " + ", ".join(f"{code} {n}" for code, n in cover.reasons.most_common(MISSED_SHOWN))
    for fact in cover.missed[:MISSED_SHOWN]:
        yield f"    missed: {fact.file}: {fact.statement} ({fact.answer})"
    if len(cover.missed) > MISSED_SHOWN:
        yield f"    and {len(cover.missed) - MISSED_SHOWN} more"


def _of(count: int, total: int) -> str:
    return f"{count} of {total}" + (f" = {count / total:.0%}" if total else "")


def accepted(count: Count) -> str:
    """Accept rate with its 90 % interval (Wilson)."""
    low, high = count.interval
    return _of(count.accepted, count.judged) + (f" ({low:.0%} to {high:.0%})" if count.judged else "")


def verdict_report(judged: Sequence[verdicts.Judgement]) -> Iterator[str]:
    """Accept rates by origin, format, kind, type and style, failed marks, and the counts of cells."""
    yield f"{len(judged)} questions judged, accepted with 90 % intervals; sound stem, sound options"
    yield from _rates("origin", judged, lambda j: j.about["origin"])
    yield from _rates("origin, format", judged, lambda j: f"{j.about['origin']}, {j.about['format']}")
    ours = [row for row in judged if row.about["origin"] == "engine"]
    served = {True: "served", False: "waiting for review"}
    yield from _rates("served or not", ours, lambda j: served[bool(j.about["served"])])
    for name in ("kind", "answer_type", "style"):
        yield from _rates(name.replace("_", " "), ours, lambda j, name=name: j.about[name] or "none")
    yield from _title("marks that were missing: " + _counts(verdicts.failed_marks(ours)))
    agreed = verdicts.agreement(judged)
    if agreed.judged:
        yield f"judges agree on {_of(agreed.accepted, agreed.judged)} of what several judged"
    yield from _cells(ours)


def _rates(title: str, judged: Iterable[verdicts.Judgement], group) -> Iterator[str]:
    yield from _title(title)
    for name, rates in verdicts.rates_by(judged, group).items():
        stem, options = rates.sound_stem, rates.sound_options
        yield f"  {name:<30} {accepted(rates.accepted):<32} {stem.accepted:>4} {options.accepted:>4}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{letter} {count}" for letter, count in counts.items())


def _cells(ours: Iterable[verdicts.Judgement]) -> Iterator[str]:
    yield from _title("cells")
    counts = verdicts.cell_counts(ours)
    for cell, count in sorted(counts.items(), key=lambda pair: (-pair[1].judged, pair[0])):
        yield f"  {' / '.join(cell):<40} {accepted(count):<32} {'proven' if count.is_proof else ''}".rstrip()
