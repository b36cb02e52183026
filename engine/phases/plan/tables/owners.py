"""Who owns what: told in a column, behind "Owner:", or by a verb."""

import re
from collections.abc import Iterable, Iterator

from engine.phases.plan.cells import cells_of
from engine.phases.plan.tables.holding import (
    MOST_ROWS,
    Said,
    one_line,
    shortened,
    with_rest_counted,
)
from engine.phases.plan.words import telling_words
from engine.values import values_in
from models.plan import PlanTable, TableKind

_COLUMNS = ("Owner", "What", "Source")
_TITLE = re.compile(
    r"^(?:owners?|owned by|who|responsible|responsibility|lead|accountable|in charge"
    r"|wer|verantwortlich\w*|zuständig\w*|leitung)$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"[(\[]?\b(?:owner|owned by|responsible|accountable|verantwortlich|zuständig)\s*[:=–—-]\s*"
    r"(?P<owner>[^.;,|()\[\]\n]{2,60})[)\]]?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"^(?!(?:An?|Eine?)\s)(?P<owner>(?:(?:The|Der|Die|Das)\s+)?[^\W\d_][\w&'’-]*"
    r"(?:\s+[\w&'’-]+){0,4}?)\s+"
    r"(?:owns|(?:is|are) (?:responsible|accountable) for|(?:is|are) in charge of"
    r"|decides? (?:on|about)|verantworte[tn]|(?:ist|sind) (?:verantwortlich|zuständig) für"
    r"|entscheide[tn] über)\s+(?P<what>.{3,})$",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = frozenset(
    ("nobody", "no one", "niemand", "it", "this", "that", "which", "who", "he", "she", "es", "wer")
)
_ALIKE = 0.6


def owner_of(said: Said) -> tuple[str, str] | None:
    """Who owns what by a statement; ``None`` where it does not say."""
    cells = cells_of(said.statement)
    if cells:
        owner = next((text for title, text in cells if _TITLE.match(title.strip())), "")
        rest = [text for title, text in cells if text and not _TITLE.match(title.strip())]
        work = [text for text in rest if not _is_value(text)] or rest
        return (owner, work[0]) if owner and work and not _is_value(owner) else None
    words = said.words
    if labelled := _LABELLED.search(words):
        rest_of = f"{words[: labelled.start()]}{words[labelled.end() :]}".strip(" .;,–—-")
        return one_line(labelled["owner"]), rest_of or said.statement.heading
    if (told := _VERB.match(words)) and told["owner"].casefold() not in _NOBODY:
        return one_line(told["owner"]), told["what"].rstrip(" .")
    return None


def owners_table(said: Iterable[Said]) -> PlanTable:
    """Who owns what, each thing once, by owner; what nobody is named for is not in it."""
    rows = sorted(_told_once(said), key=lambda row: row[0].casefold())
    kept = rows[:MOST_ROWS]
    return PlanTable(
        kind=TableKind.OWNERS,
        columns=_COLUMNS,
        rows=with_rest_counted(rows, kept, "in the texts"),
    )


def _told_once(said: Iterable[Said]) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for one in said:
        found = owner_of(one)
        if found is None or not found[1]:
            continue
        owner, what = found
        same = (
            number
            for number, row in enumerate(rows)
            if row[0].casefold() == owner.casefold() and are_alike(row[1], what)
        )
        number = next(same, None)
        if number is None:
            rows.append((owner, shortened(what), one.source))
        else:
            rows[number] = (*rows[number][:2], joined(rows[number][2], one.source))
    return rows


def are_alike(a: str, b: str) -> bool:
    """Whether two texts are about one thing: the shorter one's telling words are in the other."""
    first, second = telling_words(a), telling_words(b)
    fewest = min(len(first), len(second))
    return a.casefold() == b.casefold() or (
        fewest > 0 and len(first & second) >= max(_ALIKE * fewest, min(2, fewest))
    )


def joined(sources: str, other: str) -> str:
    """Sources with one more, each once."""
    return ", ".join(dict.fromkeys((*sources.split(", "), other)))


def _is_value(text: str) -> bool:
    values = list(_written(text))
    return bool(values) and len("".join(values)) >= len(text) * 0.6


def _written(text: str) -> Iterator[str]:
    return (value.written for value in values_in(text))
