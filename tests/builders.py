"""Runs for tests, made as real ones are: by folding events."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from models.base import Record
from models.brief import Brief, Fact
from models.call import Call, CallOutcome, CallPurpose, Phase
from models.comparison import CompareLevel, CompareMode, Comparison
from models.contradiction import (
    Basis,
    Contradiction,
    Decision,
    Label,
    Severity,
    Side,
)
from models.contribution import Timings, Tokens, WaitingReason
from models.documents import BRIEF_ID, StatementRef, specialist_document_id
from models.events import (
    ActivityEnded,
    ActivityKind,
    ActivityOutcome,
    ActivityStarted,
    CallFinished,
    ContradictionFound,
    DecisionMade,
    DocumentsCompared,
    PlanChecked,
    PlanDrafted,
    PlanStarted,
    RunEvent,
    RunStarted,
    SectionTextAdded,
    SectionWritten,
    SpecialistFailed,
    SpecialistFinished,
    SpecialistStopped,
    SpecialistWaiting,
    TextAdded,
)
from models.failure import Failure, FailureKind
from models.plan import PlanSection, SectionState
from models.run import Run, replay
from models.settings import SYNTHESIZER_ROLE, LlmSeat, Settings, Versions
from models.team import SectionSpec, Specialist, Synthesizer, Team, TeamTopic, Topic, slot_of

DIGEST = "500a1f067a9f782620b40bee6f7b0c89e17ae61f686b92c24933e4ca4b2b8b41"

BRIEF = Brief(
    text=(
        "Plan the public launch of Ledgerling 1.0, an invoicing app for freelancers.\n\n"
        "The public launch is fixed for 11 May 2027. The budget is EUR 60,000."
    ),
    facts=(
        Fact(subject="Public launch", value="11 May 2027"),
        Fact(subject="Launch budget", value="EUR 60,000"),
    ),
)

TEXTS = {
    "Messaging Specialist": (
        "# Messaging\n\nThe single idea is simplicity: one screen, three steps, no setup.\n\n"
        "## Launch day\n\nThe launch e-mail goes live on 11 May 2027 at nine in the morning.\n"
    ),
    "Channel Strategist": (
        "# Channels\n\nThe motion is product-led: nobody calls.\n\n"
        "| Channel | EUR |\n| :-- | --: |\n| Creators | 16,000 |\n| Search | 12,000 |\n"
    ),
    "Timeline Planner": (
        "# Timeline\n\n1. **Pilot.** Every account gets a demo call.\n"
        "2. **Launch.** The public launch is on 25 May 2027.\n"
    ),
    "Metrics Designer": "# Metrics\n\n- Paying accounts: 4,000\n- Activated: 45 percent\n",
}

SECTIONS = {
    "Audience": "Solo freelancers lead every headline.",
    "Channels": "People sign up on the site with no call [R2].\n\n- Creators\n- Search",
    "Timeline": "The public launch is on 11 May 2027 [R1].",
    "Metrics": "| Metric | Target |\n| --- | ---: |\n| Paying accounts | 360 |",
}


class Part(Record):
    """How one specialist fares in a run that is built."""

    name: str
    text: str
    ending: str = "done"


def a_team(names: Iterable[str] = TEXTS) -> Team:
    return Team(
        team_id="launch",
        name="Launch team",
        topics=(TeamTopic(id="launch-date", group=Topic.WHEN, meaning="when it opens"),),
        specialists=tuple(Specialist(name=name, prompt=f"You are {name}.") for name in names),
        synthesizer=Synthesizer(prompt="Write one plan."),
        sections=tuple(SectionSpec(id=slot_of(title), title=title) for title in SECTIONS),
    )


def a_start(team: Team, brief: Brief = BRIEF, is_demo: bool = False) -> RunStarted:
    source = "Demo — scripted answers, no LLM" if is_demo else "Ollama 0.33.0 at 127.0.0.1"
    roles = [*(one.slot for one in team.specialists), SYNTHESIZER_ROLE]
    return RunStarted(
        run_id="2026-11-24-ledgerling",
        started_at=datetime(2026, 11, 24, 10, 41, tzinfo=UTC),
        source=source,
        is_demo=is_demo,
        brief=brief,
        team=team,
        settings=Settings(),
        seats=tuple(
            LlmSeat(role=role, llm="qwen3:8b", digest=DIGEST, num_ctx=16384, num_predict=2048)
            for role in roles
        ),
        versions=Versions(application="0.1.0", statement_cutter=1, server="0.33.0"),
    )


def a_side(name: str, text: str, quote: str) -> Side:
    """The place of ``quote`` in ``text``, which ``name`` wrote."""
    start = text.index(quote)
    document = BRIEF_ID if name == "brief" else specialist_document_id(slot_of(name))
    ref = StatementRef(document_id=document, version=1, start=start, end=start + len(quote))
    return Side.of(name, quote, ref)


def the_contradictions() -> tuple[Contradiction, ...]:
    """The two that ``a_run`` holds: dates, settled by the brief, and the motion, left open."""
    date = Contradiction(
        number=1,
        title="public launch date",
        topic=Topic.WHEN,
        label=Label.CONTRADICTION,
        severity=Severity.HIGH,
        sides=(
            _worker_side(
                "Messaging Specialist",
                "The launch e-mail goes live on 11 May 2027 at nine in the morning.",
            ),
            _worker_side("Timeline Planner", "The public launch is on 25 May 2027."),
        ),
        explanation="Two launch dates; the brief fixes 11 May 2027.",
    )
    motion = Contradiction(
        number=2,
        title="who talks to new accounts",
        topic=Topic.HOW,
        label=Label.TENSION,
        severity=Severity.MEDIUM,
        sides=(
            _worker_side("Channel Strategist", "The motion is product-led: nobody calls."),
            _worker_side("Timeline Planner", "Every account gets a demo call."),
        ),
        explanation="Nobody calls, and every account is called.",
    )
    return date, motion


def the_decisions() -> tuple[Decision, ...]:
    quote = "The public launch is fixed for 11 May 2027."
    return (
        Decision(
            text="Launch on 11 May 2027.",
            basis=Basis.BRIEF,
            keep="Messaging Specialist",
            evidence=a_side("brief", BRIEF.text, quote).ref,
            evidence_quote=quote,
        ),
        Decision(
            text="Who talks to new accounts: Nobody calls. / Every account gets a demo call.",
            suggestion="Call those who ask.",
            basis=Basis.NEEDS_YOU,
        ),
    )


def a_run(
    parts: Sequence[Part] | None = None,
    *,
    brief: Brief = BRIEF,
    title: str = "Launch plan for Ledgerling 1.0",
    contradictions: Sequence[Contradiction] | None = None,
    decisions: Sequence[Decision] | None = None,
    sections: dict[str, str] | None = None,
    has_plan: bool = True,
    is_demo: bool = False,
) -> Run:
    """A run that ended: four specialists, two contradictions and a plan of four sections."""
    parts = parts or [Part(name=name, text=text) for name, text in TEXTS.items()]
    found = the_contradictions() if contradictions is None else tuple(contradictions)
    settled = the_decisions() if decisions is None else tuple(decisions)
    events: list[RunEvent] = [a_start(a_team(part.name for part in parts), brief, is_demo)]
    events += [
        ActivityStarted(activity_id=1, activity=ActivityKind.CONSULT),
        *(event for part in parts for event in _consulted(part)),
        ActivityEnded(at_s=180, activity_id=1, outcome=ActivityOutcome.DONE),
        _compared(parts),
        *(ContradictionFound(contradiction=one) for one in found),
        *(
            DecisionMade(number=one.number, decision=decision)
            for one, decision in zip(found, settled, strict=False)
        ),
    ]
    if has_plan:
        events += _planned(title, SECTIONS if sections is None else sections, parts)
    return replay(events)


def a_run_with(ending: str) -> Run:
    """A finished run in which the last of four specialists "failed" or was "stopped"."""
    parts = [Part(name=name, text=text) for name, text in TEXTS.items()]
    parts[-1] = Part(name=parts[-1].name, text="# Metrics\n\n- Paying acc", ending=ending)
    return a_run(parts)


def a_heavy_run() -> Run:
    """Eight workers with long texts: CJK, tables, typographic quotes, code, long words."""
    names = [*TEXTS, "Risk Officer", "Ökonom", "編集者", "Support Lead"]
    return a_run([Part(name=name, text=_long_text(name)) for name in names], contradictions=())


def _worker_side(name: str, quote: str) -> Side:
    return a_side(name, TEXTS[name], quote)


def _consulted(part: Part) -> Iterable[RunEvent]:
    slot = slot_of(part.name)
    timings = Timings(queued=1, loading=12, reading=2, writing=40)
    yield SpecialistWaiting(slot=slot, reason=WaitingReason.LOADING)
    yield TextAdded(at_s=20, slot=slot, text=part.text)
    match part.ending:
        case "done":
            yield SpecialistFinished(
                at_s=60, slot=slot, timings_s=timings, tokens=Tokens(prompt=900, answer=700)
            )
            yield CallFinished(call=_call(slot))
        case "stopped":
            yield SpecialistStopped(at_s=60, slot=slot, timings_s=timings)
        case "failed":
            failure = Failure(
                kind=FailureKind.CONNECTION_LOST,
                message="The connection closed after 4 words.",
                remedy="Run this worker again.",
            )
            yield SpecialistFailed(at_s=60, slot=slot, failure=failure, timings_s=timings)
        case _:
            raise ValueError(part.ending)


def _call(slot: str) -> Call:
    return Call(
        purpose=CallPurpose(phase=Phase.CONSULT, slots=(slot,)),
        llm="qwen3:8b",
        digest=DIGEST,
        host="http://127.0.0.1:11434",
        outcome=CallOutcome.COMPLETE,
    )


def _compared(parts: Sequence[Part]) -> DocumentsCompared:
    slots = tuple(slot_of(part.name) for part in parts if part.ending == "done")
    pairs = len(slots) * (len(slots) - 1) // 2
    return DocumentsCompared(
        at_s=260,
        comparison=Comparison(
            mode=CompareMode.AUTO,
            why="Four texts are few enough to read every pair side by side.",
            level=CompareLevel.SCHEMA,
            slots=slots,
            pairs_read=pairs,
            pairs_total=pairs,
            statements=48,
            close_calls=9,
        ),
    )


def _planned(title: str, sections: dict[str, str], parts: Sequence[Part]) -> list[RunEvent]:
    missing = [part.name for part in parts if part.ending != "done"]
    done = len(parts) - len(missing)
    coverage = f"Plan from {done} of {len(parts)} — {', '.join(missing)} missing"
    planned = [PlanSection(id=slot_of(name), title=name) for name in sections]
    written = [
        section.model_copy(update={"markdown": text, "state": SectionState.WRITTEN})
        for section, text in zip(planned, sections.values(), strict=True)
    ]
    return [
        PlanStarted(
            at_s=270, title=title, coverage=coverage if missing else "", sections=tuple(planned)
        ),
        *(SectionTextAdded(section_id=one.id, text=one.markdown[:10]) for one in written),
        *(SectionWritten(section=one) for one in written),
        PlanDrafted(at_s=370),
        PlanChecked(at_s=372),
    ]


def _long_text(name: str) -> str:
    prose = (
        "“Typographic quotes” — with ‘single’ ones, an ellipsis… and a dash – stay as they are. "
        "Der Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung folgt ein Punkt. "
        "公開日は二〇二七年五月十一日です。 A link: <https://example.org/a/very/long/path?q=1>. "
    )
    rows = "".join(
        f"| {week} | Prepare step {week} and write it down | {week * 1250:,} | {'ab' * 40} |\n"
        for week in range(1, 60)
    )
    return (
        f"# {name}\n\n{prose * 6}\n\n## Table\n\n| Week | Step | EUR | Key |\n"
        f"| --: | --- | --: | --- |\n{rows}\n## Code\n\n```python\nprint('{'x' * 120}')\n```\n\n"
        f"> A quote\n>\n> - with a list\n\n{prose * 6}\n"
    )
