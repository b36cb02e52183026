"""What a statement or a value is about: the stems of its content words.

A stemmer from a library would be right about more endings, but two texts only need to be stemmed
alike, in two languages at once and without telling which.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from engine.statements.plain import plain_text
from models.documents import Statement, StatementKind

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ENDINGS = (
    "ungen", "ings", "ing", "ung", "ers", "ern", "ies", "ed", "en", "er", "es", "em",
    "s", "e", "n", "y",
)  # fmt: skip

_FAR = 200
"""Characters; what stands farther away says nothing about a value."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS = _words(
    "a an the this that these those there here and or but nor so if then than as at by for from "
    "in into of off on onto out over per to up with without within about above after again "
    "against all also although am any are be because been before being below between both can "
    "cannot come comes could did do does doing done down during each either else even every few "
    "first further get gets give given go goes had has have having he her hers him his how i is it "
    "its itself just last less let like long made make makes many may me might more most much "
    "must my need needs never no none not now once one only other our ours own plan planned put "
    "same she should since some still such take takes their theirs them they though three "
    "through too two under until upon us use used uses very via was we were what when where "
    "which while who whole whom whose why will would yet you your yours around almost exactly "
    "roughly approximately least together new der die das den dem des ein eine einen einem "
    "einer eines und oder aber wenn dann als auf aus bei beim bis da damit dass denn doch dort "
    "durch er es sie wir ihr ich für gegen hat haben hier im ins ist sind war waren wird werden "
    "kann können soll sollen muss müssen darf dürfen mit nach nicht noch nur ob ohne pro schon "
    "sein seine seit sich über um uns unser unsere unter vom von vor weil wie wo zu zum zur "
    "zwischen kein keine jede jeder jedes alle alles binnen innerhalb etwa rund circa mehr man auch"
)
_CALENDAR = _words(
    "january february march april june july august september october november december januar "
    "februar märz mai juni juli oktober dezember monday tuesday wednesday thursday friday "
    "saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag day days week "
    "weeks month months year years tag tage tagen woche wochen monat monate monaten jahr jahre "
    "jahren hour hours stunde stunden minute minutes minuten second seconds eur usd gbp chf "
    "euro euros dollar dollars pound pounds percent prozent million mio thousand hundred "
    "quarter half four five six seven eight nine ten eleven twelve mid end early late beginning "
    "ende anfang mitte date thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety working business fünf sechs sieben "
    "acht neun zehn elf zwölf dreizehn vierzehn fünfzehn zwanzig dreißig vierzig fünfzig "
    "sechzig siebzig achtzig neunzig hundert tausend millionen mrd uhr noon midnight mitternacht "
    "montags dienstags mittwochs donnerstags freitags samstags sonntags mondays tuesdays "
    "wednesdays thursdays fridays saturdays sundays quartal quarters werktags weekdays cent cents"
)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without case and its commonest endings; never shorter than three letters."""
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    while shorter := _without_ending(folded):
        # Again and again, so that "lessons" and "lesson" end up alike.
        folded = shorter
    return folded


def _without_ending(word: str) -> str:
    """A word without one of its endings; empty where it has none."""
    if word.endswith("ss"):
        return ""
    endings = (one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= 3)
    return next((word[: -len(one)] for one in endings), "")


# Each statement is asked about again and again, from comparing it to checking the plan.
@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[tuple[str, int], ...]:
    """The stems of the words that carry meaning, each with its place in ``text``."""
    return tuple(
        (stem(part), match.start())
        for match in _WORD.finditer(text)
        for part in match[0].split("-")
        if len(part) > 2 and part.casefold() not in STOP_WORDS and part.casefold() not in _CALENDAR
    )


def subject_near(words: Sequence[tuple[str, int]], start: int, end: int) -> tuple[str, ...]:
    """The stems around a place, the nearest first, each once.

    Args:
        words: the content words of the text, in its order.
        start: where the place begins in the text.
        end: one past its last character.
    """
    # A long text has many words and values, and each value is near few words.
    first = bisect_left(words, start - _FAR, key=itemgetter(1))
    last = bisect_left(words, end + _FAR, key=itemgetter(1))
    around = [
        (start - place if place < start else place - end, word)
        for word, place in words[first:last]
        if start - _FAR <= place < start or end <= place < end + _FAR
    ]
    return tuple(dict.fromkeys(word for _, word in sorted(around)))


def subject_of(statement: Statement) -> tuple[str, ...]:
    """The stems of a statement, those of its column titles and its heading last."""
    is_row = statement.kind is StatementKind.TABLE_ROW
    titles = " ".join(statement.columns) if is_row else ""
    return _subject_of(plain_text(statement.quote), titles, statement.heading)


@lru_cache(maxsize=4096)
def _subject_of(*parts: str) -> tuple[str, ...]:
    words = (word for part in parts for word, _ in content_words(part))
    return tuple(dict.fromkeys(words))


def subject_overlap(
    a: Sequence[str], b: Sequence[str], weights: Mapping[str, float] | None = None
) -> float:
    """How much two subjects share, from 0 to 1.

    Args:
        a: stems, the nearest first.
        b: the same of the other.
        weights: how telling a stem is; 1 for a stem not in it.
    """
    known = weights or {}
    return WeighedSubject.of(a, known).overlap(WeighedSubject.of(b, known))


@dataclass(frozen=True, slots=True)
class WeighedSubject:
    """A subject made ready to be held against many others.

    Attributes:
        weights: of its stems: how near, times how telling.
        total: all of them together.
    """

    weights: Mapping[str, float]
    total: float

    @classmethod
    def of(cls, stems: Sequence[str], telling: Mapping[str, float]) -> "WeighedSubject":
        """Weigh stems, the nearest first; one that is not in ``telling`` counts 1."""
        weights = {
            stem: telling.get(stem, 1) / (1 + rank / 4)
            for rank, stem in reversed(list(enumerate(stems)))
        }
        return cls(weights, sum(weights.values()))

    def overlap(self, other: "WeighedSubject") -> float:
        """How much the two share, from 0 to 1."""
        shared = self.weights.keys() & other.weights
        if not shared:
            return 0.0
        both = sum(min(self.weights[stem], other.weights[stem]) for stem in shared)
        return min(1.0, both / min(self.total, other.total))
