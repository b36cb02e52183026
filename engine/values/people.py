"""Nouns that count people, and nouns that count places for them."""

from engine.subjects import stem


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


ANYBODY = _words(
    "people persons person attendees visitors guests participants menschen personen gäste besucher "
    "teilnehmer teilnehmende teilnehmerinnen besucherinnen leute"
)
"""Words that only mean "people"; all have one unit."""
ANYBODY_UNIT = stem("people")
SOMEBODY = _stems(
    "adults children kids customers employees engineers pupils residents staff students users "
    "volunteers workers runners swimmers bathers players singers dancers members teachers parents "
    "delegates spectators extras actors speakers passengers riders patients nurses doctors tenants "
    "donors farmers cyclists walkers hikers researchers scientists trainees apprentices interns "
    "agents guides stewards musicians artists listeners viewers fans tourists "
    "exhibitors athletes candidates colleagues developers beginners "
    "kinder kunden kundinnen mitarbeiter mitarbeitende schüler schülerinnen pflegekräfte "
    "lehrkräfte läufer sänger helfer ehrenamtliche bewohner patienten studierende eltern "
    "zuschauer mitglieder jugendliche betreuende betreuer bürger auszubildende freiwillige nutzer "
    "beschäftigte anwohner fahrgäste gästen touristen "
    "aussteller spieler bewerber"
)
"""Words for certain people, who all count against a limit for people."""
PLACES = _stems("places seats spots beds plätze sitzplätze sitze stühle betten schlafplätze chairs")
"""Words for what one person takes."""


def counts_people(unit: str) -> bool:
    """Whether a noun stem counts people."""
    return unit == ANYBODY_UNIT or unit in SOMEBODY


def counts_places(unit: str) -> bool:
    """Whether a noun stem counts places for people."""
    return unit in PLACES
