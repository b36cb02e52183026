"""What finders propose, joined where it is about one thing, and ranked for the second look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from engine.calls import Emit
from engine.finder_limits import CANDIDATES_LISTED
from engine.numbering import NumberedDocuments
from engine.phases.compare.finding import Finding, Place
from engine.phases.compare.noticed import Noticed
from engine.phases.compare.same import is_on_same_thing, is_same
from models.candidate import Candidate, Look
from models.contradiction import FoundBy, Side, Verdict
from models.events import CandidateChecked, CandidateFound
from models.team import Team, Topic

_RANK = (FoundBy.BOTH, FoundBy.LLM, FoundBy.CODE)

_SHARE_OF_CODE = 4
"""A quarter of the looks are at what only code has found, if it has found so much."""

_REPLACED = Look(says_clash=None, because="A text it stood in has been replaced since.")


@dataclass(slots=True)
class _Suspect:
    finding: Finding
    score: float = 0.0


class Suspects:
    """Candidates of one comparison; each is told as soon as it is found."""

    def __init__(self, emit: Emit, team: Team) -> None:
        """Nothing has been proposed yet."""
        self._emit = emit
        self._team = team
        self._all: list[_Suspect] = []
        self._last_id = 0

    def __len__(self) -> int:
        """How many there are."""
        return len(self._all)

    def add(self, findings: Iterable[Finding], noticed: Sequence[Noticed] = ()) -> None:
        """Take what an LLM found.

        Args:
            findings: in the order found.
            noticed: what code noticed in the same texts: found by both is one candidate.
        """
        for finding in findings:
            seen = finding
            score = 0.0
            for one in noticed:
                if is_same(seen, one.finding):
                    seen, score = _joined(seen, one.finding), max(score, one.score)
            self._take(seen, score)

    def add_noticed(self, noticed: Iterable[Noticed]) -> None:
        """Take what only code noticed, the likeliest first."""
        for one in noticed:
            self._take(one.finding, one.score)

    def withdraw(self, document_id: str) -> None:
        """Forget what stands in a text that was replaced; the log says so."""
        gone = [one for one in self._all if _stands_in(one.finding, document_id)]
        for one in gone:
            self._all.remove(one)
            number = one.finding.candidate_id
            self._emit(
                CandidateChecked(candidate_id=number, verdict=Verdict.DROPPED, looks=(_REPLACED,))
            )

    def ranked(self, numbered: NumberedDocuments, looks: int) -> list[Finding]:
        """The best of them: found by both, by the LLM, by code; the likeliest first, else by place.

        Never by the moment they were found in, which differs from run to run. Some looks are kept
        for the best of code, which else would come last however much an LLM has found.

        Args:
            numbered: where they stand.
            looks: how many are looked at again, the first ones.
        """
        ranked = sorted(
            self._all,
            key=lambda one: (
                _RANK.index(one.finding.found_by),
                -one.score,
                place_of(one.finding, numbered),
            ),
        )
        findings = [one.finding for one in ranked]
        by_code = [one for one in findings if one.found_by is FoundBy.CODE]
        by_llm = [one for one in findings if one.found_by is not FoundBy.CODE]
        kept = min(len(by_code), looks // _SHARE_OF_CODE)
        first = [*by_llm[: looks - kept], *by_code][:looks]
        ids = {one.candidate_id for one in first}
        rest = [one for one in findings if one.candidate_id not in ids]
        return [*first, *rest][:CANDIDATES_LISTED]

    def _take(self, finding: Finding, score: float) -> None:
        known = next((one for one in self._all if is_same(one.finding, finding)), None)
        if known is not None:
            known.finding = _joined(known.finding, finding)
            known.score = max(known.score, score)
            return
        self._last_id += 1
        told = replace(finding, candidate_id=self._last_id)
        self._all.append(_Suspect(told, score))
        self._emit(CandidateFound(candidate=candidate_of(told, self._team)))


def candidate_of(finding: Finding, team: Team) -> Candidate:
    """The record of a candidate that nobody has looked at twice."""
    topic = team.topic(finding.team_topic) if finding.team_topic else None
    return Candidate(
        candidate_id=finding.candidate_id,
        title=finding.subject,
        topic=topic.group if topic else Topic.HOW,
        sides=tuple(map(side_of, finding.sides)),
        explanation=finding.explanation,
        severity=finding.severity,
        found_by=finding.found_by,
    )


def place_of(finding: Finding, numbered: NumberedDocuments) -> tuple[tuple[int, int], ...]:
    """Where its sides stand in the brief and the texts; the order of reading."""
    order = {one.document.document_id: at for at, one in enumerate(numbered.documents)}
    return tuple(sorted((order[one.document_id], one.statement.ref.start) for one in finding.sides))


def side_of(place: Place) -> Side:
    """A place as a side."""
    return Side.of(place.cut.side_name, place.statement.quote, place.statement.ref)


def together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of one verdict, those on one thing joined: A against B, and A against C."""
    joined: list[Finding] = []
    for finding in findings:
        known = next((one for one in joined if _is_one(one, finding)), None)
        if known is None:
            joined.append(finding)
        else:
            joined[joined.index(known)] = _joined(known, finding)
    return tuple(joined)


def _stands_in(finding: Finding, document_id: str) -> bool:
    return any(side.document_id == document_id for side in finding.sides)


def _is_one(a: Finding, b: Finding) -> bool:
    return a.verdict is b.verdict and (is_same(a, b) or is_on_same_thing(a, b))


def _documents(finding: Finding) -> set[str]:
    return {side.document_id for side in finding.sides}


def _joined(known: Finding, new: Finding) -> Finding:
    """One of both, in the words of the LLM's, with the sides of either."""
    is_code = known.found_by is FoundBy.CODE
    lead, other = (new, known) if is_code and new.found_by is not FoundBy.CODE else (known, new)
    by = known.found_by if known.found_by is new.found_by else FoundBy.BOTH
    more = tuple(side for side in other.sides if side.document_id not in _documents(lead))
    return replace(
        lead,
        sides=(*lead.sides, *more),
        found_by=by,
        team_topic=lead.team_topic or other.team_topic,
        candidate_id=known.candidate_id or new.candidate_id,
    )
