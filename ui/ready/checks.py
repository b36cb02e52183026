"""What is checked before a run: only what the draft and the server's own words can say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from models.llm import LlmInfo, ServerState, ServerStatus, is_cloud_name
from models.team import Team
from ui.ready.draft import Draft
from ui.theme.icons import Icon
from ui.theme.tokens import Role

translate = QCoreApplication.translate


class Level(Enum):
    """How a check came out: icon and colour."""

    OK = (Icon.CHECK, Role.OK)
    TODO = (Icon.WRITING, Role.TEXT2)
    """The user has not come to it yet; nothing is wrong."""
    WAITING = (Icon.CLOCK, Role.TEXT2)
    WARN = (Icon.WARNING, Role.WARN)
    ERR = (Icon.FAILED, Role.ERR)

    @property
    def icon(self) -> Icon:
        """What stands before the text."""
        return self.value[0]

    @property
    def role(self) -> Role:
        """The icon's colour."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked.

    Attributes:
        level: how it came out.
        title: what is so, in a few words.
        detail: numbers and names.
        remedy: what to do; only where the run cannot start.
        is_about_server: whether another look at the server may change it.
    """

    level: Level
    title: str
    detail: str = ""
    remedy: str = ""
    is_about_server: bool = False

    @property
    def blocks(self) -> bool:
        """Whether the run cannot start."""
        return self.level is not Level.OK


def checks_for(
    draft: Draft, team: Team | None, status: ServerStatus | None, busy: str = ""
) -> tuple[Check, ...]:
    """Everything that can be checked without sending anything.

    Args:
        draft: what the user prepared.
        team: the team chosen.
        status: what the last look at the server found; none if there was none yet.
        busy: why no run can start now, in one sentence; empty if one can.
    """
    checks = [_brief(draft), *_facts(draft)]
    # Teams are known before Ollama has answered, but not from the first moment on.
    if team is None and status is not None:
        checks.append(
            Check(
                Level.ERR,
                translate("ReadyPage", "There is no team that can be used"),
                remedy=translate("ReadyPage", "Mend or add a team file."),
            )
        )
    checks += _server(status)
    if team is not None and status is not None and status.state is ServerState.READY:
        checks += _llms(draft, team, status)
    if busy:
        remedy = translate("ReadyPage", "Wait until it ends, or stop it. The brief is kept.")
        checks.append(Check(Level.WARN, busy, remedy=remedy))
    return tuple(checks)


def size_words(size_bytes: int) -> str:
    """A size on disk, such as "5.2 GB"; empty if it is not known."""
    if not size_bytes:
        return ""
    if size_bytes < 10**9:
        return translate("ReadyPage", "{size} MB").format(size=max(1, round(size_bytes / 10**6)))
    return translate("ReadyPage", "{size} GB").format(size=f"{size_bytes / 10**9:.1f}")


def word_count(words: int) -> str:
    """A length, such as "71 words"."""
    if words == 1:
        return translate("ReadyPage", "1 word")
    return translate("ReadyPage", "{count} words").format(count=f"{words:,}")


def llm_named(name: str, status: ServerStatus | None) -> LlmInfo | None:
    """The usable LLM of that name; without a tag, "latest" is meant."""
    wanted = (name, name if ":" in name else f"{name}:latest")
    return next((one for one in status.llms if one.name in wanted), None) if status else None


def _brief(draft: Draft) -> Check:
    if not draft.words:
        return Check(
            Level.TODO,
            translate("ReadyPage", "The brief is empty"),
            remedy=translate("ReadyPage", "Write what should be planned."),
        )
    title = translate("ReadyPage", "The brief has {words}").format(words=word_count(draft.words))
    facts = sum(one.is_complete for one in draft.facts)
    if facts == 1:
        return Check(Level.OK, title, translate("ReadyPage", "and 1 fixed fact"))
    detail = translate("ReadyPage", "and {count} fixed facts").format(count=facts)
    return Check(Level.OK, title, detail if facts else "")


def _facts(draft: Draft) -> Iterator[Check]:
    fact = draft.unfinished_fact
    if fact is None:
        return
    if fact.subject.strip():
        title = translate("ReadyPage", "The fixed fact “{name}” has no value")
    else:
        title = translate("ReadyPage", "The fixed fact “{name}” does not say what it is about")
    name = (fact.subject.strip() or fact.value.strip())[:60]
    remedy = translate("ReadyPage", "Fill it in, or remove it.")
    yield Check(Level.ERR, title.format(name=name), remedy=remedy)


def _server(status: ServerStatus | None) -> Iterator[Check]:
    if status is None:
        title = translate("ReadyPage", "Looking for Ollama")
        remedy = translate("ReadyPage", "This takes a moment.")
        yield Check(Level.WAITING, title, remedy=remedy, is_about_server=True)
        return
    if status.state is ServerState.UNREACHABLE:
        message = status.message or translate("ReadyPage", "Ollama does not answer")
        yield Check(Level.ERR, _bare(message), remedy=status.remedy, is_about_server=True)
        return
    title = translate("ReadyPage", "Ollama {version} is running on {host}")
    host = status.host.removeprefix("http://")
    yield Check(Level.OK, title.format(version=status.version, host=host))
    if status.state is ServerState.NO_LLM:
        message = status.message or translate("ReadyPage", "Ollama has no local model")
        yield Check(Level.ERR, _bare(message), remedy=status.remedy, is_about_server=True)


def _llms(draft: Draft, team: Team, status: ServerStatus) -> Iterator[Check]:
    default = draft.llm or status.default
    users: dict[str, list[str]] = {}
    for one in team.specialists:
        users.setdefault(one.llm or default, []).append(one.name)
    synthesizer = translate("ReadyPage", "Synthesizer")
    users.setdefault(team.synthesizer.llm or default, []).append(synthesizer)
    asked_by_team = {team.synthesizer.llm, *(one.llm for one in team.specialists)}
    refused = [
        _refused(name, names, is_from_team=name in asked_by_team)
        for name, names in users.items()
        if is_cloud_name(name) or llm_named(name, status) is None
    ]
    if refused:
        yield from refused
        return
    yield _installed([one for one in (llm_named(name, status) for name in users) if one], status)


def _refused(name: str, users: Iterable[str], *, is_from_team: bool) -> Check:
    other = translate("ReadyPage", "choose another model")
    if is_from_team:
        other = translate("ReadyPage", "choose another team")
    detail = translate("ReadyPage", "Wanted by {names}").format(names=", ".join(users))
    if is_cloud_name(name):
        title = translate("ReadyPage", "{name} runs in the cloud; briefs are not sent there")
        remedy = f"{other[:1].upper()}{other[1:]}."
    else:
        title = translate("ReadyPage", "{name} is not among the local models that can chat")
        remedy = translate("ReadyPage", "Install it with: ollama pull {name} — or {other}.")
        remedy = remedy.format(name=name, other=other)
    return Check(Level.ERR, title.format(name=name), detail, remedy, is_about_server=True)


def _installed(llms: list[LlmInfo], status: ServerStatus) -> Check:
    if len(llms) > 1:
        title = translate("ReadyPage", "All {count} models are installed and local")
        names = ", ".join(one.name for one in llms)
        return Check(Level.OK, title.format(count=len(llms)), names)
    llm = llms[0]
    title = translate("ReadyPage", "{name} is installed and local").format(name=llm.name)
    memory = translate("ReadyPage", "in memory")
    if llm.name not in status.loaded:
        memory = translate("ReadyPage", "not in memory yet; it is loaded first")
    return Check(Level.OK, title, ", ".join(x for x in (size_words(llm.size_bytes), memory) if x))


def _bare(sentence: str) -> str:
    """A sentence as a title: without its full stop."""
    return sentence.strip().removesuffix(".")
