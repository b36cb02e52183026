"""Nouns that count people, and nouns that count places for them."""

import re

from engine.subjects import stem

_WOMEN = re.compile(r"(?<=\w{3}[^\W_])_?innen$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


_ANYBODY = _words(
    "people persons person attendee attendees visitor visitors guest guests participant "
    "participants mensch menschen personen gast gäste besucher besuchende teilnehmer "
    "teilnehmende leute"
)
"""Words that only mean "people"; all have one unit. Their stems are also those of "visits"."""
ANYBODY_UNIT = stem("people")
SOMEBODY = _stems(
    "adults children kids customers employees engineers pupils residents staff students users "
    "volunteers workers runners swimmers bathers players singers dancers members teachers parents "
    "delegates spectators extras actors speakers passengers riders patients nurses doctors tenants "
    "donors farmers cyclists walkers hikers researchers scientists trainees apprentices interns "
    "agents guides stewards musicians artists listeners viewers fans tourists "
    "seniors exhibitors athletes candidates colleagues developers beginners "
    "kinder kunden mitarbeiter mitarbeitende schüler pflegekräfte lehrer senioren "
    "lehrkräfte läufer sänger helfer ehrenamtliche bewohner patienten studierende eltern "
    "zuschauer mitglieder jugendliche betreuende betreuer bürger auszubildende freiwillige nutzer "
    "beschäftigte anwohner fahrgäste gästen touristen "
    "aussteller spieler bewerber"
)
"""Words for certain people, who all count against a limit for people."""
PLACES = _stems("places seats spots beds plätze sitzplätze sitze stühle betten schlafplätze chairs")
"""Words for what one person takes."""


def unit_stem(noun: str) -> str:
    """The stem of a counted noun; words that only mean "people" are one, women are counted alike.

    So are "Gäste" and "mit 60 Gästen", "Schüler", "Schülerinnen" and "Schüler_innen".
    """
    folded = _WOMEN.sub("", noun.casefold())
    is_anybody = folded in _ANYBODY or folded.removesuffix("n") in _ANYBODY
    return ANYBODY_UNIT if is_anybody else stem(folded)


def counts_people(unit: str) -> bool:
    """Whether a noun stem counts people."""
    return unit == ANYBODY_UNIT or unit in SOMEBODY


def counts_places(unit: str) -> bool:
    """Whether a noun stem counts places for people."""
    return unit in PLACES
