"""What a row of the list says about a run."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from models.activity import RunStatus
from models.summary import RunSummary
from ui.theme.icons import Icon
from ui.theme.tokens import Role

translate = QCoreApplication.translate

_SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row shows.

    Attributes:
        title: the run's title.
        detail: where the run is, short enough for the width of the list.
        icon: the same as a sign.
        icon_role: the icon's colour.
        tag: "Sample" for scripted runs; empty otherwise.
        spoken: the whole row for screen readers.
        hint: what the row has no room for: the whole title, when it began, what could not be read.
    """

    title: str
    detail: str
    icon: Icon
    icon_role: Role
    tag: str
    spoken: str
    hint: str


def words_for(run: RunSummary) -> RowWords:
    """The words for ``run``."""
    icon, role = _sign(run)
    detail, whole = _state(run)
    tag = translate("RunsSidebar", "Sample") if run.is_demo else ""
    moment = QDateTime.fromSecsSinceEpoch(int(run.started_at.timestamp()))
    began = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
    return RowWords(
        title=run.title,
        detail=detail,
        icon=icon,
        icon_role=role,
        tag=tag,
        spoken=", ".join(part for part in (run.title, tag, whole, run.team, began) if part),
        hint="\n".join(
            part for part in (run.title, whole, _beginning(run, began), run.problem) if part
        ),
    )


def _beginning(run: RunSummary, began: str) -> str:
    return _SEPARATOR.join(part for part in (run.team, began) if part)


def is_unreadable(run: RunSummary) -> bool:
    """Whether nothing of the run could be read; a torn last line costs only that line."""
    return bool(run.problem) and not run.asked


def _state(run: RunSummary) -> tuple[str, str]:
    """Where the run is, for the eye and for the ear."""
    if run.status is RunStatus.RUNNING and run.is_interrupted and not is_unreadable(run):
        counts = {"done": run.done, "asked": run.asked}
        return (
            translate("RunsSidebar", "Interrupted · {done} of {asked} complete").format(**counts),
            translate("RunsSidebar", "Interrupted · {done} of {asked} workers are complete").format(
                **counts
            ),
        )
    said = _detail(run)
    return said, said


def _detail(run: RunSummary) -> str:
    if is_unreadable(run):
        return translate("RunsSidebar", "Cannot be read")
    if run.is_stale and run.status is not RunStatus.RUNNING:
        return translate("RunsSidebar", "Plan out of date")
    counts = {"done": run.done, "asked": run.asked}
    match run.status:
        case RunStatus.RUNNING:
            return translate("RunsSidebar", "Running · {done} of {asked} done").format(**counts)
        case RunStatus.STOPPED:
            return translate("RunsSidebar", "Stopped · {done} of {asked} kept").format(**counts)
        case RunStatus.FAILED:
            return translate("RunsSidebar", "No plan")
        case RunStatus.PARTIAL:
            said = translate("RunsSidebar", "Plan from {done} of {asked}").format(**counts)
            return _SEPARATOR.join(part for part in (said, _needs_you(run)) if part)
        case RunStatus.COMPLETE:
            return _outcome(run)


def _outcome(run: RunSummary) -> str:
    if run.needs_you:
        return f"{_needs_you(run)}{_SEPARATOR}{_contradictions(run)}"
    found = _contradictions(run) or _worth_a_look(run) or translate("RunsSidebar", "none found")
    return translate("RunsSidebar", "Plan ready · {found}").format(found=found)


def _contradictions(run: RunSummary) -> str:
    if run.contradictions == 0:
        return ""
    if run.contradictions == 1:
        return translate("RunsSidebar", "1 contradiction")
    said = translate("RunsSidebar", "{count} contradictions")
    return said.format(count=run.contradictions)


def _worth_a_look(run: RunSummary) -> str:
    if run.worth_a_look == 0:
        return ""
    return translate("RunsSidebar", "{count} worth a look").format(count=run.worth_a_look)


def _needs_you(run: RunSummary) -> str:
    if run.needs_you == 0:
        return ""
    if run.needs_you == 1:
        return translate("RunsSidebar", "1 needs you")
    return translate("RunsSidebar", "{count} need you").format(count=run.needs_you)


def _sign(run: RunSummary) -> tuple[Icon, Role]:
    if is_unreadable(run):
        return Icon.WARNING, Role.ERR
    if run.status is RunStatus.RUNNING:
        return (Icon.STOPPED, Role.TEXT2) if run.is_interrupted else (Icon.WRITING, Role.ACCENT)
    if run.is_stale:
        return Icon.STALE, Role.WARN
    match run.status:
        case RunStatus.STOPPED:
            return Icon.STOPPED, Role.TEXT2
        case RunStatus.FAILED:
            return Icon.FAILED, Role.ERR
        case RunStatus.PARTIAL:
            return Icon.WARNING, Role.WARN
        case RunStatus.COMPLETE:
            return (Icon.QUESTION, Role.WARN) if run.needs_you else (Icon.CHECK_RING, Role.OK)
