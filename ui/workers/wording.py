"""What a panel says, in words. Facts, never estimates dressed as facts."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from models.contribution import Contribution, Origin
from models.run import Run
from ui.components.state_chip import state_word
from ui.workers.status import Situation, WorkerStatus

translate = QCoreApplication.translate

_SILENCE_S = 60
"""After so long without a word, a sentence says that this may be all right."""


def words_in(text: str) -> str:
    """How long a text is: "812 words"."""
    count = len(text.split())
    if count == 1:
        return translate("Workers", "1 word")
    return translate("Workers", "{count} words").format(count=f"{count:,}")


def seconds(span_s: float) -> str:
    """A length of time: "13 s", "2 min 5 s"."""
    whole = max(0, int(span_s + 0.5))
    if whole < 60:
        return translate("Workers", "{seconds} s").format(seconds=whole)
    minutes, rest = divmod(whole, 60)
    return translate("Workers", "{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def chip_label(status: WorkerStatus) -> str:
    """The word beside the icon."""
    if status.situation is Situation.INTERRUPTED:
        return translate("Workers", "Interrupted")
    return state_word(status.chip_state)


def spoken_name(status: WorkerStatus) -> str:
    """The panel in words: "Worker 2, Channel Strategist, writing"."""
    said = translate("Workers", "Worker {number}, {name}, {state}")
    state = chip_label(status)
    return said.format(
        number=status.number,
        name=status.contribution.specialist,
        state=state[:1].lower() + state[1:],
    )


def meta_parts(status: WorkerStatus) -> tuple[str, ...]:
    """The line under the name, the most important first: version, how far it is, the model."""
    parts = (*version(status), *progress(status), status.contribution.llm)
    return tuple(part for part in parts if part)


def version(status: WorkerStatus) -> tuple[str, ...]:
    """Which version is shown, and since when: "version 2 of 2", "10:58"; none for the only one."""
    one = status.contribution
    newest = status.run.contribution(one.slot).version
    if newest == 1:
        return ()
    said = translate("Workers", "version {version} of {newest}")
    return said.format(version=one.version, newest=newest), clock_time(status.run, one)


def clock_time(run: Run, one: Contribution) -> str:
    """When a version began, on the user's clock."""
    return f"{(run.started_at + timedelta(seconds=one.since_s)).astimezone():%H:%M}"


def progress(status: WorkerStatus) -> tuple[str, ...]:
    """How far it is, in parts, the most important first."""
    one, elapsed = status.contribution, status.elapsed
    span = elapsed.in_situation_s
    so_far = seconds(span) if span is not None else ""
    match status.situation:
        case Situation.QUEUED:
            return (place_in_line(status),)
        case Situation.LOADING | Situation.READING | Situation.NO_SLOT:
            waited = translate("Workers", "{time} so far")
            return (waited.format(time=so_far) if so_far else "",)
        case Situation.THINKING:
            return (so_far, pace(status))
        case Situation.WRITING:
            return (so_far, pace(status), words_in(one.text))
        case _:
            return (took(one), pace(status), words_in(one.text) if one.text else "")


def place_in_line(status: WorkerStatus) -> str:
    """Who comes before it, as a number."""
    place = status.place_in_line
    if place == 1:
        return translate("Workers", "next to start")
    return translate("Workers", "number {place} in line").format(place=place)


def took(one: Contribution) -> str:
    """How long an answer took from loading to the last word; empty where that is not known."""
    spent = one.timings_s
    total = spent.loading + spent.reading + spent.thinking + spent.writing
    return seconds(total) if total else ""


def pace(status: WorkerStatus) -> str:
    """Tokens per second: as counted by the server, or, while they arrive, about as many."""
    one = status.contribution
    spent_s = one.timings_s.thinking + one.timings_s.writing
    if one.tokens.answer and spent_s:
        exact = translate("Workers", "{rate} tokens/s")
        return exact.format(rate=f"{one.tokens.answer / spent_s:.0f}")
    if status.situation.is_busy and status.elapsed.tokens_per_s:
        about = translate("Workers", "about {rate} tokens/s")
        return about.format(rate=f"{status.elapsed.tokens_per_s:.0f}")
    return ""


@dataclass(frozen=True, slots=True)
class Instead:
    """What stands where text will be.

    Attributes:
        title: what is so.
        text: why, and what comes next.
        is_under_way: whether something works, nobody knows for how long.
    """

    title: str
    text: str = ""
    is_under_way: bool = False


def instead_of_text(status: WorkerStatus) -> Instead:
    """What a panel says while it has no text."""
    said = _INSTEAD.get(status.situation, _nothing)(status)
    span = status.elapsed.in_situation_s or 0
    if status.situation in (Situation.READING, Situation.NO_SLOT) and span >= _SILENCE_S:
        silence = translate(
            "Workers", "No word for {time}. The model may be reading a long prompt."
        )
        return Instead(said.title, silence.format(time=seconds(span)), is_under_way=True)
    return said


def _queued(status: WorkerStatus) -> Instead:
    others = translate(
        "Workers", "Starts when a worker before it is done. Nothing is wrong; they take turns."
    )
    if status.place_in_line == 1:
        return Instead(translate("Workers", "Next in line"), others)
    title = translate("Workers", "Number {place} in line").format(place=status.place_in_line)
    return Instead(title, others)


def _loading(status: WorkerStatus) -> Instead:
    title = translate("Workers", "Loading {llm}").format(llm=status.contribution.llm)
    text = translate("Workers", "The server is reading the model into memory.")
    if status.last_load_s >= 1:
        before = translate("Workers", "It took {time} before in this run.")
        text = f"{text} {before.format(time=seconds(status.last_load_s))}"
    return Instead(title, text, is_under_way=True)


def _reading(status: WorkerStatus) -> Instead:
    text = translate("Workers", "{llm} is loaded. It reads the prompt, or has no free slot yet.")
    return Instead(
        translate("Workers", "Reading the prompt"),
        text.format(llm=status.contribution.llm),
        is_under_way=True,
    )


def _no_slot(status: WorkerStatus) -> Instead:
    text = translate(
        "Workers", "{llm} is writing for other workers, and probably has no free slot."
    )
    return Instead(
        translate("Workers", "Waiting for a free slot"),
        text.format(llm=status.contribution.llm),
        is_under_way=True,
    )


def _thinking(_status: WorkerStatus) -> Instead:
    text = translate("Workers", "The answer comes after it. Thinking is no evidence.")
    return Instead(translate("Workers", "Thinking before it writes"), text)


def _stopped(_status: WorkerStatus) -> Instead:
    text = translate("Workers", "No text was written. Re-run starts it again.")
    return Instead(translate("Workers", "Stopped before the first word"), text)


def _interrupted(_status: WorkerStatus) -> Instead:
    text = translate("Workers", "This run stopped before this worker wrote a word.")
    return Instead(translate("Workers", "Interrupted"), text)


def _done(_status: WorkerStatus) -> Instead:
    text = translate("Workers", "The model ended without writing a word.")
    return Instead(translate("Workers", "Empty answer"), text)


def _nothing(_status: WorkerStatus) -> Instead:
    return Instead("")


_INSTEAD = {
    Situation.QUEUED: _queued,
    Situation.LOADING: _loading,
    Situation.READING: _reading,
    Situation.NO_SLOT: _no_slot,
    Situation.THINKING: _thinking,
    Situation.STOPPED: _stopped,
    Situation.INTERRUPTED: _interrupted,
    Situation.DONE: _done,
    Situation.CUT: _done,
}


def note_below(status: WorkerStatus) -> str:
    """What must be known about the text that is there; empty where nothing must."""
    one = status.contribution
    notes = []
    if one.text:
        notes.append(_note_on_end(status))
    if one.muted:
        notes.append(translate("Workers", "Left out of the plan."))
    return " ".join(note for note in notes if note)


def _note_on_end(status: WorkerStatus) -> str:
    one = status.contribution
    if one.origin is Origin.ACCEPTED_PARTIAL:
        return translate(
            "Workers", "A partial text that you accepted. All but its torn last statement counts."
        )
    match status.situation:
        case Situation.STOPPED:
            said = translate("Workers", "Stopped at {words}. Kept, but not used in the plan.")
        case Situation.INTERRUPTED:
            said = translate("Workers", "Interrupted at {words}. Kept, but not used in the plan.")
        case Situation.CUT:
            return translate(
                "Workers", "Cut at the length limit. All but the torn last statement counts."
            )
        case _:
            return ""
    return said.format(words=words_in(one.text))


def kept_text(one: Contribution) -> str:
    """What became of the text of a worker that failed."""
    if not one.text.strip():
        return translate("Workers", "No text was written, and none was made up.")
    return translate("Workers", "What had arrived is kept below.")


def partial_label(one: Contribution) -> str:
    """The label over the text of a worker that failed."""
    said = translate("Workers", "Partial text, {words}, not used in the plan")
    return said.format(words=words_in(one.text))


def thinking_label(status: WorkerStatus) -> str:
    """The fold over the thinking: "Thinking · 12 s, 340 words"."""
    one = status.contribution
    span: float | None = one.timings_s.thinking or None
    if status.situation is Situation.THINKING:
        span = status.elapsed.in_situation_s
    parts = (seconds(span) if span is not None else "", words_in(one.thinking))
    how_much = ", ".join(part for part in parts if part)
    return translate("Workers", "Thinking · {how_much}").format(how_much=how_much)


def announcement(status: WorkerStatus) -> str:
    """A change of state, for screen readers: "Channel Strategist finished, 812 words"."""
    one = status.contribution
    if one.muted and not status.situation.is_busy:
        return translate("Workers", "{name} is left out").format(name=one.specialist)
    if one.origin is Origin.ACCEPTED_PARTIAL:
        accepted = translate("Workers", "The partial text of {name} counts now")
        return accepted.format(name=one.specialist)
    said = {
        Situation.QUEUED: translate("Workers", "{name} is queued"),
        Situation.LOADING: translate("Workers", "{name} waits, {llm} is being loaded"),
        Situation.READING: translate("Workers", "{name} reads the prompt"),
        Situation.NO_SLOT: translate("Workers", "{name} waits for a free slot"),
        Situation.THINKING: translate("Workers", "{name} is thinking"),
        Situation.WRITING: translate("Workers", "{name} is writing"),
        Situation.DONE: translate("Workers", "{name} finished, {words}"),
        Situation.CUT: translate("Workers", "{name} finished, cut at the limit, {words}"),
        Situation.STOPPED: translate("Workers", "{name} stopped at {words}"),
        Situation.FAILED: translate("Workers", "{name} failed. {cause}"),
        Situation.INTERRUPTED: translate("Workers", "{name} was interrupted at {words}"),
    }[status.situation]
    cause = one.failure.message if one.failure else ""
    return said.format(name=one.specialist, llm=one.llm, words=words_in(one.text), cause=cause)
