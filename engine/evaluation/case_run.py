"""A case as a run: the whole pipeline from comparing on, over texts that are there already."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ValidationError

from engine.answer_forms import FormMemory
from engine.backends.protocol import Backend
from engine.errors import InputError, StoreError
from engine.evaluation.cases import Case
from engine.preparation import RunRequest, prepare
from engine.session import Job, resume_session
from engine.stores.disk import remedy_for
from engine.stores.run_store import RunStore
from models.brief import Brief
from models.contribution import Timings, Tokens
from models.events import RunEvent, SpecialistFinished, TextAdded
from models.run import Run
from models.settings import Settings
from models.team import SectionSpec, Specialist, Synthesizer, Team, TeamTopic, Topic, slot_of

_NO_BRIEF = "(There is no brief.)"
_FEWEST_WORDS, _MOST_WORDS = 50, 4000

_TOPICS = {
    Topic.WHO: ("audience", "who is addressed, what is promised and how things are called"),
    Topic.HOW: ("approach", "how it is done, what belongs to it and which rules hold"),
    Topic.WHEN: ("dates", "what happens when and in which order"),
    Topic.MUCH: ("figures", "money, quantities, capacities and targets"),
    Topic.OWN: ("responsibility", "who decides and who does the work"),
}
_SECTIONS = {
    Topic.WHO: "Goal and audience",
    Topic.HOW: "Approach and rules",
    Topic.WHEN: "Dates",
    Topic.MUCH: "Money and quantities",
    Topic.OWN: "Responsibilities",
}


async def run_case(
    case: Case, backend: Backend, settings: Settings, job: Job, now: datetime, forms: FormMemory
) -> Run:
    """Do a job on the texts of a case, through session and recorder as in any other run.

    Args:
        case: its texts count as finished.
        backend: who answers.
        settings: LLM, mode and seed.
        job: what to do with the texts, such as ``engine.orchestrator.write_again``.
        now: wall-clock time with its zone.
        forms: what was learned of the LLM in earlier cases, as it would be in earlier runs.

    Returns:
        The run; its folder is gone.

    Raises:
        BackendError: if the server does not answer before the run, or the LLM cannot be used.
        StoreError: if nothing can be stored on this machine.
    """
    request = RunRequest(brief_of(case), team_of(case), settings)
    started = await prepare(backend, request, now)
    with _temporary_folder() as folder:
        store = RunStore(Path(folder))
        with store.create(started.run_id) as journal:
            store.append(journal, started.run_id, [started, *_written(case)])
        async with resume_session(store, backend, started.run_id, job, now, forms=forms) as session:
            async for _ in session:
                pass
        return session.run


def _temporary_folder() -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix="parallel-workers-case-")
    except OSError as error:
        raise StoreError(
            f"No temporary folder can be made: {error.strerror or error}.",
            remedy_for(error, "Name a folder that can be written in TMPDIR."),
        ) from error


def brief_of(case: Case) -> Brief:
    """The brief of a case; every run needs one."""
    return Brief(text=case.brief.text or _NO_BRIEF)


def team_of(case: Case) -> Team:
    """A team that knows nothing of the case but its writers' names; nobody owns a topic.

    Raises:
        InputError: if a writer's name cannot be that of a worker.
    """
    try:
        return _team(case)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]["msg"]
        raise InputError(
            f"The case {case.id} cannot be run: {fault.removeprefix('Value error, ')}.",
            "Give the writers of its documents other names.",
        ) from error


def _team(case: Case) -> Team:
    return Team(
        team_id="evaluation",
        name="Evaluation",
        topics=tuple(
            TeamTopic(id=name, group=group, meaning=meaning)
            for group, (name, meaning) in _TOPICS.items()
        ),
        specialists=tuple(
            Specialist(
                name=text.title,
                prompt="You write a part of the plan.",
                words=min(max(len(text.text.split()), _FEWEST_WORDS), _MOST_WORDS),
            )
            for text in case.texts
        ),
        synthesizer=Synthesizer(prompt="Write one plan for the reader of the brief."),
        sections=tuple(
            SectionSpec(id=_TOPICS[group][0], title=title, topics=(_TOPICS[group][0],))
            for group, title in _SECTIONS.items()
        ),
    )


def _written(case: Case) -> Iterator[RunEvent]:
    """The texts, as if the workers had just ended."""
    for text in case.texts:
        slot = slot_of(text.title)
        yield TextAdded(slot=slot, text=text.text)
        yield SpecialistFinished(slot=slot, timings_s=Timings(), tokens=Tokens())
