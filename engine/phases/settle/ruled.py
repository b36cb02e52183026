"""What a ruling of the user decides: its sentence, and the values it keeps and drops."""

from collections.abc import Iterator

from engine.numbering import CutDocument, NumberedDocuments, brief_documents
from engine.phases.compare import Finding, Place
from engine.phases.compare.agreement import agrees, clashes, is_about_same, values_of
from engine.phases.settle.evidence import matching_sentences
from engine.phases.settle.wording import (
    decision_in_own_words,
    decision_that_keeps,
    left_to_user,
)
from engine.statements import cut
from engine.unicode import storable
from engine.values import same_value, values_in
from models.contradiction import Basis, Contradiction, Decision, Side
from models.documents import Document, Statement, StatementKind, StatementRef
from models.ruling import Ruling, RulingKind
from models.run import Run


def ruled_decision(contradiction: Contradiction, ruling: Ruling, run: Run) -> Decision | None:
    """What holds after a ruling; ``None`` if the sides are no contradiction.

    What the rules had decided is said in their words where the user rules the same.

    Args:
        contradiction: what is ruled on.
        ruling: what the user decides; a side that is kept must be one of the contradiction's.
        run: holds the brief and all versions of the texts.
    """
    return decision_by_ruling(_finding(contradiction, run), ruling, _by_rules(contradiction), run)


def decision_by_ruling(
    finding: Finding, ruling: Ruling, by_rules: Decision | None, run: Run
) -> Decision | None:
    """The same for a finding.

    Args:
        finding: what is ruled on.
        ruling: what the user decides; a side that is kept must be one of the finding's.
        by_rules: what the rules had decided on the very same sides, if they had.
        run: holds the brief.
    """
    match ruling.kind:
        case RulingKind.NOT_A_CONTRADICTION:
            return None
        case RulingKind.LEAVE_OPEN:
            left = by_rules if by_rules and by_rules.is_open else left_to_user(finding)
            return Decision(
                text=left.text, suggestion=left.suggestion, basis=Basis.USER, is_left_open=True
            )
        case RulingKind.OWN_WORDS:
            kept = _own_words(ruling.text)
            decision = decision_in_own_words(kept, finding)
        case RulingKind.KEEP:
            assert ruling.side is not None, "the record demands it"
            kept = finding.sides[ruling.side]
            decision = _keeping(kept, finding, by_rules)
    departs = _departs(kept, finding, by_rules, run)
    return decision.model_copy(update={"departs_from_brief": departs})


def _by_rules(contradiction: Contradiction) -> Decision | None:
    """What held before the user's first ruling."""
    rulings = contradiction.rulings
    return rulings[0].decision_before if rulings else contradiction.decision


def _keeping(kept: Place, finding: Finding, by_rules: Decision | None) -> Decision:
    if by_rules and by_rules.keep == kept.cut.side_name and _still_fits(by_rules, finding):
        return by_rules.model_copy(update={"basis": Basis.USER})
    evidence = kept if kept.cut.belongs_to_brief else None
    return decision_that_keeps(kept, finding, Basis.USER, evidence)


def _still_fits(by_rules: Decision, finding: Finding) -> bool:
    """Whether a decision is settled and has no figure that the texts do not have any more."""
    known = [*values_in(by_rules.evidence_quote)]
    known += [value for side in finding.sides for value in values_of(side)]
    return not by_rules.is_open and all(
        any(same_value(value, one) for one in known) for value in values_in(by_rules.text)
    )


def _finding(contradiction: Contradiction, run: Run) -> Finding:
    """The contradiction as a finding, without a proposal."""
    return Finding(
        sides=tuple(_place(side, run) for side in contradiction.sides),
        explanation=contradiction.explanation,
        label=contradiction.label,
        severity=contradiction.severity,
        subject=contradiction.title,
        team_topic=contradiction.team_topic,
        found_by=contradiction.found_by,
        verdict=contradiction.verdict,
    )


def _place(side: Side, run: Run) -> Place:
    """Where a side stands; its statement has the columns of its table and the heading above."""
    for document in _documents(run):
        if (document.document_id, document.version) == (side.ref.document_id, side.ref.version):
            text = CutDocument(document, cut(document))
            for statement in text.statements:
                if statement.ref == side.ref:
                    return Place(text, statement)
    # Cut by other rules, in an older version of this application: the words are there all the same.
    bare = Statement(ref=side.ref, quote=side.quote, kind=StatementKind.SENTENCE)
    unknown = Document(document_id=side.ref.document_id, title=side.specialist, text=side.quote)
    return Place(CutDocument(unknown, (bare,)), bare)


def _documents(run: Run) -> Iterator[Document]:
    yield from brief_documents(run.brief, run.house_rules)
    yield from (one.document for one in (*run.contributions, *run.earlier_versions))


def _own_words(text: str) -> Place:
    """The user's words as a statement of a document that is nobody's."""
    words = " ".join(storable(text).split())
    document = Document(document_id="ruling", title="none", text=words)
    ref = StatementRef(document_id="ruling", version=1, start=0, end=len(words))
    statement = Statement(ref=ref, quote=words, kind=StatementKind.SENTENCE)
    return Place(CutDocument(document, (statement,)), statement)


def _departs(kept: Place, finding: Finding, by_rules: Decision | None, run: Run) -> bool:
    """Whether a sentence of the brief does not go together with what is kept."""
    if any(clashes(kept, one) for one in _brief_on(finding, kept, run)):
        return True
    if kept.is_binding or kept not in finding.sides:
        return False
    # Without figures it is the finding that says they do not go together.
    is_against_brief = len(finding.sides) == 2 and any(
        side.is_binding and not agrees(kept, side) for side in finding.sides
    )
    lost_by_brief = (
        by_rules is not None
        and by_rules.basis is Basis.BRIEF
        and by_rules.keep != kept.cut.side_name
        and not by_rules.kept
    )
    return is_against_brief or lost_by_brief


def _brief_on(finding: Finding, kept: Place, run: Run) -> Iterator[Place]:
    """The sentences of the brief that say something about what is ruled on."""
    numbered = NumberedDocuments([CutDocument(one, cut(one)) for one in brief_documents(run.brief)])
    yield from (side for side in finding.sides if side.is_binding)
    yield from matching_sentences(finding, numbered)
    for document in numbered.documents:
        for statement in document.statements:
            place = Place(document, statement)
            if place.is_binding and is_about_same(place, kept):
                yield place
