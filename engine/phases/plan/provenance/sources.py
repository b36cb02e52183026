"""What each sentence of a section rests on: shared values, shared words, words taken over."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.phases.plan.reflection import losing_sides
from engine.phases.plan.statements import statements_in, values_said
from engine.phases.plan.words import Copied, said_in, telling_words, words_of
from engine.values import TypedValue, same_value, values_in
from models.contradiction import Contradiction
from models.documents import Statement, StatementKind, StatementRef
from models.plan import SentenceSource

_QUIET_KINDS = (StatementKind.HEADING, StatementKind.CODE)
_MOST_SOURCES = 4
_CLOSEST = 24
"""So many are looked at word by word."""
_MUCH = 0.5
"""The share of its telling words that a sentence has from a statement it rests on."""
_SOME = 0.2
"""The same, where both have a date, an amount or a count in common too."""
_LONG_RUN = 6
"""So many words in a row are no chance."""
_CLOSE_TO_BEST = 0.6
_NEW_WORDS = 2
"""A statement that is one of several behind a sentence brings so many words of its own to it."""


def provenance_of(
    markdown: str,
    statements: Sequence[Statement],
    contradictions: Sequence[Contradiction] = (),
) -> tuple[SentenceSource, ...]:
    """What each sentence, bullet and table row of a section rests on, in their order.

    Args:
        markdown: the section; its headings and code blocks say nothing that needs a source.
        statements: everything it may rest on: the brief and all texts.
        contradictions: those whose marks may stand in it; a marked sentence rests on the sides that
            hold and on the evidence.
    """
    index = _Index(statements)
    return tuple(
        index.source_of(one, _decided_by(one, contradictions))
        for one in statements_in(markdown)
        if one.kind not in _QUIET_KINDS
    )


def places_decided_by(one: Contradiction) -> tuple[StatementRef, ...]:
    """The places that a decision rests on; none where there is no decision."""
    if one.decision is None:
        return ()
    lost = losing_sides(one)
    # Where none of the sides holds, a sentence still answers to all of them.
    refs = [side.ref for side in one.sides if side not in lost] or [side.ref for side in one.sides]
    evidence = [one.decision.evidence] if one.decision.evidence is not None else []
    return tuple(dict.fromkeys((*refs, *evidence)))


def _decided_by(
    sentence: Statement, contradictions: Sequence[Contradiction]
) -> tuple[StatementRef, ...]:
    """The places that the decisions marked in a sentence rest on."""
    marked = (one for one in contradictions if one.mark in sentence.quote)
    return tuple(dict.fromkeys(ref for one in marked for ref in places_decided_by(one)))


@dataclass(frozen=True, slots=True)
class _Match:
    """How much a statement shares with a sentence."""

    place: int
    score: float
    run: int
    suffices: bool
    """Whether the sentence may rest on it alone."""


class _Index:
    """All statements by their telling words and values."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = [one for one in statements if one.kind is not StatementKind.CODE]
        self._words = [telling_words(said_in(one)) for one in self._statements]
        counts = Counter(word for words in self._words for word in words)
        all_there = len(self._statements)
        self._weights = {
            # Said by several workers, a word still tells much; said everywhere, little.
            word: math.log(1 + all_there / count) / math.log(1 + all_there)
            for word, count in counts.items()
        }
        self._by_word: dict[str, list[int]] = {}
        for place, words in enumerate(self._words):
            for word in words:
                self._by_word.setdefault(word, []).append(place)

    def source_of(self, sentence: Statement, decided: tuple[StatementRef, ...]) -> SentenceSource:
        said = said_in(sentence)
        closest = list(self._closest(sentence, telling_words(said), words_of(said)))
        matches = sorted((one for one in closest if one.suffices), key=lambda one: -one.score)
        best = matches[0].score if matches else 0
        near = [one for one in matches if one.score >= best * _CLOSE_TO_BEST][:_MOST_SOURCES]
        chosen = near or self._together(telling_words(said), closest)
        found = (self._statements[one.place].ref for one in chosen)
        return SentenceSource(
            start=sentence.ref.start,
            end=sentence.ref.end,
            sources=tuple(dict.fromkeys((*decided, *found))),
            copied_words=max((one.run for one in chosen), default=0),
        )

    def _closest(
        self, sentence: Statement, telling: frozenset[str], words: Sequence[str]
    ) -> Iterator[_Match]:
        """The statements that share most, each with how much."""
        values = values_said(sentence)
        for place in self._sharing(telling):
            other = self._statements[place]
            shared = telling & self._words[place]
            share = self._weight_of(shared) / self._weight_of(telling)
            run = Copied(words_of(said_in(other))).longest_run(words)
            agreeing = _agreeing(values, values_in(other))
            is_much = share >= _MUCH and len(shared) >= min(2, len(telling))
            is_some = share >= _SOME and (agreeing > 0 or run >= _LONG_RUN)
            score = share + 0.5 * min(agreeing, 2) + run / len(words)
            yield _Match(place, score, run, suffices=is_much or is_some)

    def _together(self, telling: frozenset[str], closest: Sequence[_Match]) -> list[_Match]:
        """Several statements that a sentence brings together, none of which is enough alone."""
        chosen: list[_Match] = []
        rest = telling
        for one in closest:
            if len(rest & self._words[one.place]) >= _NEW_WORDS and len(chosen) < _MOST_SOURCES:
                chosen.append(one)
                rest -= self._words[one.place]
        is_enough = self._weight_of(rest) <= (1 - _MUCH) * self._weight_of(telling)
        return chosen if is_enough else []

    def _sharing(self, telling: frozenset[str]) -> list[int]:
        scores: dict[int, float] = {}
        for word in telling:
            for place in self._by_word.get(word, ()):
                scores[place] = scores.get(place, 0) + self._weights.get(word, 1)
        return sorted(scores, key=lambda place: -scores[place])[:_CLOSEST]

    def _weight_of(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, 1) for word in words)


def _agreeing(values: Sequence[TypedValue], others: Sequence[TypedValue]) -> int:
    """How many values both say."""
    return sum(any(same_value(value, other) for other in others) for value in values)
