"""A street party: commitments of three texts, and an LLM that is asked whether they fit."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.backends.ollama import OllamaBackend
from engine.calls import Caller
from engine.context import RunContext
from engine.gate import Gate
from engine.numbering import NumberedDocuments
from engine.phases.align import align
from engine.phases.compare import Compared
from engine.resources import PromptLibrary, shipped_prompts
from engine.workforce import Workforce
from models.alignment import Alignment, AlignmentRow, Aspect
from models.claim import Claim, Facet, Force, Ledger
from models.comparison import CompareLevel, CompareMode, Comparison
from models.contradiction import Contradiction
from models.events import AlignmentDrawn, NoticeGiven, RunEvent
from models.run import replay
from models.team import SectionSpec, Specialist, Synthesizer, Team, TeamTopic, Topic
from tests.builders import a_start
from tests.engine.phases.staging import a_world, place_of
from tests.judges import prompt_of
from tests.scripted_ollama import Answer, ScriptedOllama

BRIEF = "Plan a street party. Neighbours without children must feel welcome too."

TEXTS = {
    "Programme Maker": (
        "## Programme\n\n- Brass band: 12 June 2027\n- Puppet theatre for families\n\n"
        "Posters in the shops invite the families.\n"
    ),
    "Treasurer": (
        "## Costs\n\n- Brass band: EUR 400\n- Puppet theatre: EUR 250\n\n"
        "The party counts as a success with 300 guests.\n"
    ),
    "Coordinator": "## People\n\nAmira is responsible for the brass band.\n",
}

TEAM = Team(
    team_id="party",
    name="Street party",
    topics=(
        TeamTopic(id="acts", group=Topic.HOW, meaning="what happens"),
        TeamTopic(id="money", group=Topic.MUCH, meaning="what it costs"),
        TeamTopic(id="people", group=Topic.OWN, meaning="who does what"),
    ),
    specialists=(
        Specialist(name="Programme Maker", topics=("acts",), prompt="Plan the acts."),
        Specialist(name="Treasurer", topics=("money",), prompt="Plan the money."),
        Specialist(name="Coordinator", topics=("people",), prompt="Plan the people."),
    ),
    synthesizer=Synthesizer(prompt="Write plainly."),
    sections=(SectionSpec(id="all", title="All", topics=("acts", "money", "people")),),
)


def a_claim(
    world: NumberedDocuments,
    words: str,
    facet: Facet,
    *,
    subject: str = "",
    says: str = "",
    force: Force = Force.PLAN,
) -> Claim:
    """A commitment made by the first statement that has these words."""
    statement = place_of(world, words).statement
    return Claim(
        ref=statement.ref,
        quote=statement.quote,
        facet=facet,
        force=force,
        subject=subject or words,
        says=says or statement.quote,
    )


def the_world(texts: Mapping[str, str] = TEXTS, brief: str = BRIEF) -> NumberedDocuments:
    """The brief and the three texts."""
    return a_world(texts, brief)


def the_claims(world: NumberedDocuments) -> dict[str, Claim]:
    """The commitments by a short name."""
    return {
        "band": a_claim(world, "Brass band: 12 June", Facet.DATE, subject="brass band"),
        "puppets": a_claim(world, "Puppet theatre for", Facet.SCOPE, subject="puppet theatre"),
        "posters": a_claim(world, "Posters in the shops", Facet.MOTION),
        "band money": a_claim(world, "Brass band: EUR", Facet.BUDGET),
        "puppet money": a_claim(world, "Puppet theatre: EUR", Facet.BUDGET),
        "guests": a_claim(world, "300 guests", Facet.METRIC, subject="guests"),
        "amira": a_claim(world, "Amira", Facet.OWNER),
    }


@dataclass
class Aligned:
    """What came of it.

    Attributes:
        alignment: what was drawn.
        events: what was emitted.
        prompts: what the LLM was asked.
    """

    alignment: Alignment = field(default_factory=Alignment)
    events: list[RunEvent] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)

    @property
    def notices(self) -> list[str]:
        return [one.text for one in self.events if isinstance(one, NoticeGiven)]

    @property
    def drawn(self) -> list[Alignment]:
        return [one.alignment for one in self.events if isinstance(one, AlignmentDrawn)]

    @property
    def texts(self) -> list[str]:
        """The misalignments in words."""
        return [one.text for one in self.alignment.misalignments]


async def aligned(
    *answers: Answer | Sequence[Mapping[str, str]] | str,
    world: NumberedDocuments | None = None,
    claims: Mapping[str, Claim] | None = None,
    mode: CompareMode = CompareMode.PAIR,
    contradictions: Sequence[Contradiction] = (),
    num_ctx: int = 16384,
) -> Aligned:
    """Align with an LLM that gives these answers one after the other; the last one stays.

    Rows name commitments by their short names, which become the ids of the prompt; any other word
    is left as it is.
    """
    numbered = world or the_world()
    known = the_claims(numbered) if claims is None else claims
    there = {one.document.document_id for one in numbered.documents}
    slots = tuple(one.slot for one in TEAM.specialists if f"specialist/{one.slot}" in there)
    compared = Compared(
        numbered,
        (),
        Comparison(mode=mode, level=CompareLevel.SCHEMA, slots=slots),
        ledgers=tuple(
            Ledger(slot=slot, version=1, claims=tuple(_of(slot, known))) for slot in slots
        ),
    )
    result, rest = Aligned(), list(answers)

    def script(call: dict[str, Any]) -> Answer:
        result.prompts.append(prompt_of(call))
        said = rest.pop(0) if len(rest) > 1 else rest[0]
        if isinstance(said, Answer):
            return said
        if isinstance(said, str):
            return Answer(said)
        rows = [_with_ids(row, prompt_of(call), known) for row in said]
        return Answer(json.dumps({"rows": rows}))

    async with ScriptedOllama(script) as server:
        backend = OllamaBackend(server.url)
        start = a_start(TEAM)
        seats = tuple(one.model_copy(update={"num_ctx": num_ctx}) for one in start.seats)
        context = RunContext(
            run=replay([start.model_copy(update={"seats": seats})]),
            backend=backend,
            caller=Caller(backend, Gate(), result.events.append, lambda: 0.0, {}),
            emit=result.events.append,
            seconds=lambda: 0.0,
            prompts=PromptLibrary(shipped_prompts()),
            workforce=Workforce({}),
        )
        try:
            result.alignment = await align(context, compared, contradictions)
        finally:
            await backend.close()
    return result


def a_row(about: str, **cells: str) -> dict[str, str]:
    """A row of the answer; columns not named are "none"."""
    keys = ("about", "answer", *sorted(one.value for one in Aspect))
    return {key: cells.get(key, "none") for key in keys} | {"about": about}


def shown(row: AlignmentRow) -> dict[str, str]:
    """The cells of a row by their columns."""
    return {one.aspect.value: one.says for one in row.cells}


def _of(slot: str, claims: Mapping[str, Claim]) -> list[Claim]:
    return [one for one in claims.values() if one.ref.document_id == f"specialist/{slot}"]


def _with_ids(row: Mapping[str, str], prompt: str, claims: Mapping[str, Claim]) -> dict[str, str]:
    return {
        key: _id_in(prompt, claims[name]) if name in claims else name for key, name in row.items()
    }


def _id_in(prompt: str, claim: Claim) -> str:
    """The id of a claim in a prompt; "none" where there was no room for it."""
    shown_as = f") {claim.subject}: {claim.says}"
    line = next((line for line in prompt.splitlines() if shown_as in line), "[none]")
    return line.partition("]")[0].strip("[")
