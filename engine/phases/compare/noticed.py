"""What code notices without an LLM: typed values that differ, as candidates for the finder."""

from dataclasses import dataclass

from engine.numbering import NumberedDocuments
from engine.phases.compare.finding import Finding
from models.team import Team


@dataclass(frozen=True, slots=True)
class Noticed:
    """A candidate.

    Attributes:
        ids: the statements' ids in the prompt.
        finding: the candidate as a finding, for the case that no LLM can judge it.
    """

    ids: tuple[str, ...]
    finding: Finding


def notice(numbered: NumberedDocuments, team: Team) -> tuple[Noticed, ...]:
    return ()
