"""Which decisions and statements belong to which section, and what it leans on once it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.numbering import NumberedDocuments
from engine.phases.plan.marks import marks_in
from engine.phases.plan.material import Material
from engine.phases.plan.provenance import provenance_of
from engine.phases.plan.replaced import speaks_of, still_says_dropped
from engine.phases.plan.statements import statements_in
from models.contradiction import Contradiction
from models.documents import Statement, specialist_document_id
from models.plan import LeanedOn, PlanSection, SectionOrigin, SectionState, SentenceSource
from models.sections import contradictions_of
from models.team import SectionSpec, Team


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one section is written from.

    Attributes:
        spec: the section.
        own: the contradictions whose decisions it applies.
        touched: the others that its sources touch, so that it must not run into them.
        at_home: those of them that touch a text which has its place in this section: what lost
            there may have to come back there.
        sources: all its owners say, and all sides of its own decisions.
    """

    spec: SectionSpec
    own: tuple[Contradiction, ...]
    touched: tuple[Contradiction, ...]
    at_home: tuple[Contradiction, ...]
    sources: tuple[Statement, ...]

    @classmethod
    def of(cls, spec: SectionSpec, material: Material) -> "Assignment":
        """The assignment of a section."""
        team = material.context.run.team
        own = contradictions_of(spec, team, material.contradictions)
        sources = statements_of(spec, team, material.numbered, own)
        others = [one for one in material.contradictions if one not in own]
        at_home = [one for one in sources if _is_at_home(one, spec, team)]
        return cls(
            spec=spec,
            own=own,
            touched=tuple(one for one in others if _touch(sources, one)),
            at_home=tuple(one for one in others if _touch(at_home, one)),
            sources=sources,
        )

    @property
    def rests_on(self) -> tuple[Contradiction, ...]:
        """The contradictions whose change would make it another section, whatever it says."""
        return (*self.own, *self.at_home)


def settled_section(
    assignment: Assignment,
    material: Material,
    markdown: str,
    *,
    origin: SectionOrigin,
    state: SectionState = SectionState.WRITTEN,
    notes: tuple[str, ...] = (),
    provenance: tuple[SentenceSource, ...] | None = None,
) -> PlanSection:
    """A section with all that is known of its text.

    Args:
        assignment: what it was written from.
        material: what the whole plan is made from.
        markdown: its text.
        origin: who wrote it.
        state: where it is.
        notes: what the reader must know about how it was made.
        provenance: what its sentences rest on; ``None`` where that has to be told from its words.
    """
    if provenance is None:
        provenance = provenance_of(markdown, material.statements, material.contradictions)
    section = PlanSection(
        id=assignment.spec.id,
        title=assignment.spec.title,
        markdown=markdown,
        state=state,
        origin=origin,
        notes=notes,
        sources=tuple(one.ref for one in assignment.sources),
        marks=marks_in(markdown),
        provenance=provenance,
    )
    leans_on = leanings(assignment, material, section)
    return section.model_copy(update={"leans_on": leans_on})


def owner_slots(spec: SectionSpec, team: Team) -> tuple[str, ...]:
    """The slots of the specialists who decide a section's topics; all of them, if nobody does."""
    owners = (team.owner_of(topic) for topic in spec.topics)
    slots = tuple(dict.fromkeys(owner.slot for owner in owners if owner))
    return slots or tuple(one.slot for one in team.specialists)


def statements_of(
    spec: SectionSpec,
    team: Team,
    numbered: NumberedDocuments,
    own: Sequence[Contradiction],
) -> tuple[Statement, ...]:
    """What a section is written from: all its owners say, and all sides of its decisions."""
    owners = {specialist_document_id(slot) for slot in owner_slots(spec, team)}
    sides = {side.ref for one in own for side in one.sides}
    return tuple(
        statement
        for cut in numbered.documents
        if not cut.belongs_to_brief
        for statement in cut.statements
        if cut.document.document_id in owners or statement.ref in sides
    )


def leanings(
    assignment: Assignment, material: Material, section: PlanSection
) -> tuple[LeanedOn, ...]:
    """The decisions whose change would make a section another one.

    Those it applies, those that decide what its texts may say, those it marks or speaks of, and
    those of which it has a side's words.
    """
    rested_on = {one.number for one in assignment.rests_on}
    rested_on |= {
        one.number
        for one in material.contradictions
        if section.rests_on({it.ref for it in one.sides})
    }
    said, texts = statements_in(section.markdown), material.statements
    return tuple(
        LeanedOn(number=one.number, fingerprint=one.decision.fingerprint)
        for one in material.contradictions
        if one.decision is not None
        and (one.number in rested_on or any(speaks_of(it, one, texts) for it in said))
    )


def _is_at_home(source: Statement, spec: SectionSpec, team: Team) -> bool:
    """Whether a section covers most of what the author of a statement decides.

    A summary covers a little of everything and is the home of no text.
    """
    for one in team.specialists:
        if specialist_document_id(one.slot) == source.ref.document_id:
            covered = set(one.topics) & set(spec.topics)
            return 2 * len(covered) > len(one.topics)
    return False


def _touch(sources: Sequence[Statement], contradiction: Contradiction) -> bool:
    """Whether one of the sources is a side, or says what the decision dropped."""
    sides = {side.ref for side in contradiction.sides}
    return any(one.ref in sides or still_says_dropped(one, contradiction) for one in sources)
