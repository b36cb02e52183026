"""What kind of event a date is given for: something got ready, begun, made public, ended, returned.

What must be ready comes before what begins, and what ends comes before what is taken away. That is
so in every domain, so the words that name these kinds of events say more than any list of pairs.
"""

from enum import StrEnum
from functools import lru_cache

from engine.subjects import stem


class Role(StrEnum):
    """The place of an event in the life of a project."""

    READY = "ready"
    """Checked, allowed, delivered, built, trained: must be before the beginning."""
    CHOSEN = "chosen"
    """Closed for entries, answered, decided: must be before it is made public."""
    PUBLISHED = "published"
    """Made public, printed, sent."""
    BEGUN = "begun"
    """Opened, launched, started, handed over."""
    ENDED = "ended"
    """Closed, finished for good."""
    RETURNED = "returned"
    """Given back, taken down, left."""


_BEGINNINGS = {
    Role.READY: (
        "inspect examin approv permit licen certif accept clearanc rehears train deliver install "
        "connect commission finish complet consent abnahm abgenomm freigab freigeb genehmig "
        "zustimm erlaub schulung geschult liefer geliefert montier einbau eingebaut angeschloss "
        "anschluss fertig "
        "vote votum verfügbar bereit avail arriv druckprob zulass zertifi prüfung betriebsbereit"
    ),
    Role.CHOSEN: (
        "answer select decision clos deadlin shortlist lock frozen freez evaluat analys zusag "
        "auswahl bewerbungsschluss ausgewert auswert abgeschloss"
    ),
    Role.PUBLISHED: (
        "publish announc print released present shown show veröffentlich erschein gedruckt bekannt "
        "vorgestell präsent"
    ),
    Role.BEGUN: (
        "open reop launch start begin premier live handov inaugurat debut eröffn öffn einweih "
        "beginn echtbetrieb inbetriebnahm premier einzug auftakt"
    ),
    Role.ENDED: "clos end finish schließ schluss end abschluss",
    Role.RETURNED: "return dismantl back remov vacat leav rückgab zurück abbau räum rücktransport",
}
_STEMS = {role: tuple(map(stem, words.split())) for role, words in _BEGINNINGS.items()}
_LEAST_INNER = 5
_NOT_OF_ROLE = frozenset(
    stem(word)
    for word in ("testimonial", "attest", "contest", "protest", "finally", "permanent", "backend",
                 "background", "endlich", "endpoint", "leaves", "leaflet", "leaflets", "startup",
                 "closely", "liveliness", "lieferant", "lieferanten")
)  # fmt: skip


@lru_cache(maxsize=4096)
def roles_of(word: str) -> frozenset[Role]:
    """The roles that the stem of a word speaks of."""
    if word in _NOT_OF_ROLE:
        return frozenset()
    return frozenset(
        role for role, starts in _STEMS.items() if any(_is(word, one) for one in starts)
    )


def _is(word: str, beginning: str) -> bool:
    if len(beginning) <= 4:
        return word == beginning or (len(beginning) == 4 and word.startswith(beginning))
    return word.startswith(beginning) or (
        len(beginning) >= _LEAST_INNER and word.find(beginning, 3) > 0
    )
