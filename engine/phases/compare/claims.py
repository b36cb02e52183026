"""Ledgers: what each text commits the project to, listed by the LLM, or else by code."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.answers import (
    LineForm,
    UnreadableAnswer,
    ask_rows,
    bare,
    one_of,
    rows_schema,
    text_of,
    text_up_to,
)
from engine.backends.protocol import Message
from engine.context import RunContext
from engine.errors import BackendError
from engine.finder_limits import (
    CLAIM_CHARS,
    CLAIMS_LIMIT,
    FEWEST_FINDER_TOKENS,
    SUBJECT_CHARS,
)
from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.compare.compared import slot_in
from engine.phases.compare.parts import has_room, readings_of
from engine.phases.compare.prompts import claims_messages
from engine.resources import PromptLibrary
from engine.statements import plain_text
from engine.subjects import content_words
from engine.values import ValueKind, values_in
from models.call import CallPurpose, Phase, Step
from models.claim import Claim, Facet, Force, Ledger
from models.documents import Statement, StatementKind
from models.events import ClaimsListed, NoticeGiven
from models.settings import SYNTHESIZER_ROLE

FACETS = {
    ValueKind.DATE: Facet.DATE,
    ValueKind.TIME: Facet.DATE,
    ValueKind.WEEKDAY: Facet.DATE,
    ValueKind.DURATION: Facet.DATE,
    ValueKind.MONEY: Facet.BUDGET,
    ValueKind.PERCENT: Facet.METRIC,
    ValueKind.COUNT: Facet.METRIC,
    ValueKind.VERSION: Facet.SCOPE,
}
"""What a sentence is about whose first value is of a kind."""

_AVOIDING = re.compile(
    r"\b(never|no|not|without|nobody|nothing|avoid\w*|nie|kein\w*|nicht|ohne|niemand)\b", re.I
)
_BINDING = re.compile(
    r"\b(must|only|always|every|each|at most|at least|no later than|has to|have to|muss|müssen|nur|"
    r"immer|jede\w*|höchstens|mindestens|spätestens)\b",
    re.I,
)
_ASSUMING = re.compile(r"\b(assum\w*|annahme\w*|annehme\w*|voraussetz\w*)\b", re.I)


@dataclass(frozen=True, slots=True)
class Listing:
    """A way to ask what one text commits the project to.

    Attributes:
        rows_key: the name of the list of rows.
        id_key: the key of a row that names a statement.
        schema: of the answer, for the ids of the statements.
        messages: the prompt, for the brief and the text.
        claim_of: the commitment of a row, and of the statement that it names.
        sameness: of two commitments that are the same in this, the first one counts.
        lines: how to ask for plain lines instead; ``None`` if nobody can read them.
    """

    rows_key: str
    id_key: str
    schema: Callable[[Sequence[str]], dict[str, Any]]
    messages: Callable[[PromptLibrary, NumberedDocuments], tuple[Message, ...]]
    claim_of: Callable[[Mapping[str, Any], Statement], Claim]
    sameness: Callable[[Claim], Hashable]
    lines: Callable[[PromptLibrary, NumberedDocuments], LineForm] | None = None


async def list_claims(
    context: RunContext, brief: Sequence[CutDocument], text: CutDocument, listing: Listing
) -> Ledger:
    """The commitments of a text; where the LLM cannot list them, code does, and it is said."""
    slot, version = slot_in(text), text.document.version
    try:
        claims = await _asked(context, brief, text, listing)
    except (UnreadableAnswer, BackendError) as error:
        name = text.document.title
        reason = error.message if isinstance(error, BackendError) else str(error)
        note = (
            f"The model could not list what {name} commits the plan to, so code listed the "
            f"sentences with figures and rules. The reason: {reason}"
        )
        context.emit(NoticeGiven(text=note))
        ledger = claims_by_code(text, slot, version)
    else:
        ledger = Ledger(slot=slot, version=version, claims=claims)
    context.emit(ClaimsListed(ledger=ledger))
    return ledger


async def _asked(
    context: RunContext, brief: Sequence[CutDocument], text: CutDocument, listing: Listing
) -> tuple[Claim, ...]:
    """The LLM's list, of a text that is too long part by part. Raises: as ``ask_rows``."""
    num_ctx = context.seat(SYNTHESIZER_ROLE).num_ctx

    def numbered(parts: Sequence[CutDocument]) -> NumberedDocuments:
        return NumberedDocuments([*brief, *parts])

    def fits(parts: Sequence[CutDocument]) -> bool:
        messages = listing.messages(context.prompts, numbered(parts))
        return has_room(messages, FEWEST_FINDER_TOKENS, num_ctx)

    readings = readings_of((text,), fits)
    if not readings:
        raise UnreadableAnswer("the text does not fit the model's window, not even in parts")
    claims: list[Claim] = []
    for parts in readings:
        documents = numbered(parts)
        answer = await ask_rows(
            context,
            listing.messages(context.prompts, documents),
            CallPurpose(phase=Phase.COMPARE, step=Step.CLAIMS, slots=(slot_in(text),)),
            listing.schema([documents.id_of(one) for one in parts[0].statements]),
            listing.rows_key,
            listing.lines(context.prompts, documents) if listing.lines else None,
        )
        claims += _claims_in(answer.rows, documents, text.document.document_id, listing)
    return tuple(claims)


def _claims_in(
    rows: Iterable[Mapping[str, Any]],
    numbered: NumberedDocuments,
    document_id: str,
    listing: Listing,
) -> list[Claim]:
    """The commitments of rows that name a statement of the text, each once."""
    claims: dict[Hashable, Claim] = {}
    for row in rows:
        found = numbered.find(text_of(row[listing.id_key]))
        if found is not None and found[0].document.document_id == document_id:
            claim = listing.claim_of(row, found[1])
            claims.setdefault(listing.sameness(claim), claim)
    return list(claims.values())[:CLAIMS_LIMIT]


def claims_schema(ids: Sequence[str]) -> dict[str, Any]:
    """The schema of one text's commitments."""
    row = {
        "at": one_of(ids),
        "facet": one_of([one.value for one in Facet]),
        "force": one_of([one.value for one in Force]),
        "says": text_up_to(CLAIM_CHARS),
        "subject": text_up_to(SUBJECT_CHARS),
    }
    return rows_schema("claims", row, CLAIMS_LIMIT)


def _claim_in(row: Mapping[str, Any], statement: Statement) -> Claim:
    return Claim(
        ref=statement.ref,
        quote=statement.quote,
        facet=Facet(bare(row["facet"])),
        force=Force(bare(row["force"])),
        subject=text_of(row["subject"]) or _subject(statement),
        says=text_of(row["says"]) or words_of(statement),
    )


OPEN_LIST = Listing(
    rows_key="claims",
    id_key="at",
    schema=claims_schema,
    messages=claims_messages,
    claim_of=_claim_in,
    sameness=lambda claim: (claim.ref.start, claim.facet),
)
"""Whatever the text commits the project to, the most binding first."""


def claims_by_code(text: CutDocument, slot: str, version: int) -> Ledger:
    """What code can tell without an LLM: sentences with figures, rules and assumptions.

    Args:
        text: one worker's text, cut.
        slot: whose.
        version: of the text.
    """
    ranked: list[tuple[int, int, Claim]] = []
    for place, statement in enumerate(text.statements):
        rank, claim = _claim_of(statement)
        if claim is not None:
            ranked.append((rank, place, claim))
    chosen = sorted(ranked, key=lambda one: one[:2])[:CLAIMS_LIMIT]
    claims = tuple(claim for _, _, claim in sorted(chosen, key=lambda one: one[1]))
    return Ledger(slot=slot, version=version, claims=claims, is_by_code=True)


def _claim_of(statement: Statement) -> tuple[int, Claim | None]:
    """A statement as a claim, with its rank, 0 being the most binding; ``None`` if it is none."""
    if statement.kind in (StatementKind.HEADING, StatementKind.CODE) or not statement.quote:
        return 0, None
    force, values = force_of(statement), values_in(statement)
    if force is Force.ASSUME:
        facet, rank = Facet.ASSUMPTION, 2
    elif values:
        facet, rank = FACETS[values[0].kind], 0
    elif force is not Force.PLAN:
        facet, rank = Facet.RULE, 1
    else:
        return 0, None
    claim = Claim(
        ref=statement.ref,
        quote=statement.quote,
        facet=facet,
        force=force,
        subject=_subject(statement),
        says=words_of(statement),
    )
    return rank, claim


def force_of(statement: Statement) -> Force:
    """How a statement binds, as far as its words tell."""
    words = plain_text(statement.quote)
    if _ASSUMING.search(statement.heading) or _ASSUMING.search(words):
        return Force.ASSUME
    if _AVOIDING.search(words) and not values_in(statement):
        return Force.AVOID
    return Force.MUST if _BINDING.search(words) else Force.PLAN


def words_of(statement: Statement) -> str:
    """What a statement says in its own words."""
    return plain_text(statement.quote)[:CLAIM_CHARS]


def _subject(statement: Statement) -> str:
    """The first words that carry meaning, as they stand, after the heading's where it is short."""
    text = plain_text(statement.quote)
    places = [place for _, place in content_words(text)][:4]
    words = [text[place:].split()[0].strip(".,;:()|") for place in places]
    return " ".join(words)[:SUBJECT_CHARS] or statement.heading[:SUBJECT_CHARS] or text[:20]
