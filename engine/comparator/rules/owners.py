"""The rule for responsibilities: two owners for one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from engine.comparator.proposal import Proposal, ProposalKind, ProposalSide
from engine.comparator.reading import Reading
from engine.comparator.vocabulary import with_parts
from engine.owning import owner_labelled
from engine.statements.plain import plain_text
from engine.subjects import content_words
from models.documents import Statement, StatementKind

_OWNS = re.compile(
    r"\b(?P<verb>decides?|approves?|signs?(?: off)?(?= (?:the|every|all|each|off|any|on)\b)"
    r"|has the (?:last|final) (?:word|say)"
    r"|has (?:final|sole) \w+|(?:is|are) (?:the )?(?:\w+ )?(?:responsible|accountable|in charge)"
    r"|(?:is|are) (?:taken|decided|approved|signed|made|owned|led|given|granted)(?: \w+)? by"
    r"|lies? with|rests? with|belongs? to|owns?"
    r"|(?:chairs?|leads?)(?= (?:the|an?|all|our|this|every)\b)|calls? (?:the )?go"
    r"|entscheidet|entscheiden|genehmigt|zeichnet|verantwortet|leitet|erteilt|bestimmt"
    r"|gibt \w+ frei"
    r"|ist (?:für [^.;]+ )?(?:zuständig|verantwortlich)|(?:ist|sind) \w+ zuständig|liegt bei"
    r"|obliegt"
    r"|(?:wird|werden) von|trifft"
    r"|^\W*(?:zuständig|verantwortlich|responsible|accountable) (?:für|for) [^.;,]+?"
    r" (?:ist|sind|is|are))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:by|with|to|von|bei|obliegt)$|^\W*(?:zuständig|verantwortlich|responsible|accountable)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:decisions?|approvals?|sign-off|responsibility|last word|last say|Entscheidung\w*"
    r"|Genehmigung\w*|Freigabe\w*|Verantwortung|Zustimmung)\b",
    re.IGNORECASE,
)
# "Die Zulassung erteilt …" names a thing first, "Die Projektleitung erteilt …" does not.
_GERMAN_THING = re.compile(
    r"^\W*(?:Die|Eine|Das|Den)\s+\w*?(?<!leit)(?<!verwalt)(?<!abteil)(?<!planu)(?<!samml)"
    r"(?:ung|gabe|nahme|ion)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:!?,]\s|\.\s|\s(?:because|since|weil|denn|als|as|after|nach)\s")
_STOP = re.compile(r"[;:!?]\s|(?<=[a-zäöüß])\.\s")
_PEOPLE = ("we", "i", "you", "they", "wir", "ich", "sie", "he", "she", "it", "er", "es", "who")
_GENERAL = re.compile(
    r"(?:decid|decision|approv|sign|respons|account|charg|owner|entscheid|genehmig|freigab"
    r"|verantwort"
    r"|zuständig|leit|lead|alon|allein|person|team|work|offic)"
)
"""Stems of words for the duty itself, which do not say what it is about."""
_LONGEST_NAME = 4
"""Words; what is longer behind "Owner:" is a sentence."""
_LEAST_EVIDENCE = 1.5
_LEAST_TOLD = 1
"""A column or a label of owners means nothing else."""
_LEAST_WEIGHT = 0.25


@dataclass(frozen=True, slots=True)
class _Duty:
    """Who is said to decide on what; ``is_told`` by a column or a label."""

    document: int
    statement: Statement
    owner: frozenset[str]
    thing: frozenset[str]
    is_told: bool = False


def two_owners(reading: Reading) -> Iterator[Proposal]:
    """Two documents that give one thing to different people."""
    for a, b in combinations(_duties(reading), 2):
        if a.document == b.document or a.owner & b.owner:
            continue
        shared = (a.thing & b.thing) - a.owner - b.owner
        telling = [one for one in shared if not _GENERAL.match(one) and _tells(one, reading)]
        evidence = len(telling) + (0.5 if len(telling) < len(shared) else 0)
        if evidence < (_LEAST_TOLD if a.is_told and b.is_told else _LEAST_EVIDENCE):
            continue
        words = _written(a.statement, shared)
        subject = " ".join(words)[:60]
        subject = subject[:1].upper() + subject[1:]
        yield Proposal(
            kind=ProposalKind.TWO_OWNERS,
            subject=subject,
            reason=f"{subject}: two documents name different people",
            sides=(ProposalSide(a.statement, ()), ProposalSide(b.statement, ())),
            score=min(0.75, 0.4 + 0.1 * evidence),
        )


def _tells(word: str, reading: Reading) -> bool:
    return reading.weights.get(word, 1) >= _LEAST_WEIGHT


def _duties(reading: Reading) -> Iterator[_Duty]:
    for place, (document, statements) in enumerate(reading.documents):
        if reading.is_brief(place):
            continue
        for one in statements:
            duty = _told(place, one, reading)
            if duty is None and one.kind in (StatementKind.SENTENCE, StatementKind.BULLET):
                duty = _duty(place, document.title, one, reading)
            if duty is not None:
                yield duty


def _told(place: int, statement: Statement, reading: Reading) -> _Duty | None:
    """Who has a duty by a column for owners, or by a label: "Newsletter owner: Anna"."""
    told = owner_labelled(statement, " ".join(plain_text(statement.quote).split()))
    if told is None or len(told[0].split()) > _LONGEST_NAME:
        return None
    owner, what = (_stems(text) for text in told)
    named = frozenset(word.casefold() for word in re.findall(r"[^\W\d_]{2,}", told[0]))
    thing = frozenset(with_parts(sorted(what - owner), reading.parts))
    return _Duty(place, statement, owner | named, thing, True) if named and thing else None


def _duty(place: int, title: str, statement: Statement, reading: Reading) -> _Duty | None:
    text = plain_text(statement.quote)
    match = _OWNS.search(text)
    if not match:
        return None
    before = _CLAUSE.split(text[: match.start()])[-1]
    after = _CLAUSE.split(text[match.end() :])[0]
    is_passive = bool(_PASSIVE.search(match["verb"])) or _names_thing_first(before)
    owner = after if is_passive else before
    who = _stems(owner)
    if owner.strip().lower() in _PEOPLE:
        who = _stems(title)
    start = max((one.end() for one in _STOP.finditer(text, 0, match.start())), default=0)
    said = _STOP.split(text[start:])[0]
    what = frozenset(with_parts(sorted(_stems(said) - who), reading.parts))
    return _Duty(place, statement, who, what) if who and what else None


def _names_thing_first(before: str) -> bool:
    """Whether the thing stands before the verb: "Über Beschwerden entscheidet …"."""
    return bool(re.match(r"\W*(?:Über|Für|On|For)\b", before)) or bool(
        _DUTY.search(before) or _GERMAN_THING.match(before)
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(word for word, _ in content_words(text))


def _written(statement: Statement, stems: frozenset[str]) -> list[str]:
    text = plain_text(statement.quote)
    words = [
        text[at:].split()[0].strip(".,;:()\"'“”")
        for word, at in content_words(text)
        if word in stems
    ]
    return list(dict.fromkeys(words))[:6]
