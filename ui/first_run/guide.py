"""What the page says in each situation, and what it advises on each system."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from models.llm import ServerState, ServerStatus
from ui.first_run.system import System, usual_places
from ui.theme.icons import Icon

translate = QCoreApplication.translate

INSTALL_LINE = "curl -fsSL https://ollama.com/install.sh | sh"
DOWNLOAD_LINE = "https://ollama.com/download"
SERVE_LINE = "ollama serve"
PULL_LINE = "ollama pull qwen3:8b"


@dataclass(frozen=True, slots=True)
class Place:
    """Where was looked.

    Attributes:
        name: a path or an address.
        found: what was found there, in words.
        is_good: whether it is what was looked for.
    """

    name: str
    found: str
    is_good: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """One screen of the page.

    Attributes:
        icon: a sign for the situation.
        title: the situation.
        text: what it means.
        advice: what to do on this system.
        line: what to copy for that; empty if there is nothing to copy.
        note: what to know before or after.
        looked: where was looked.
    """

    icon: Icon
    title: str
    text: str
    advice: str = ""
    line: str = ""
    note: str = ""
    looked: tuple[Place, ...] = ()


def guide_for(status: ServerStatus, *, is_installed: bool, system: System) -> Guide:
    """What to say after a look at the server."""
    match status.state:
        case ServerState.READY:
            return _ready(status)
        case ServerState.NO_LLM:
            return _no_llm(status)
        case ServerState.UNREACHABLE:
            return _not_running(status, system) if is_installed else _not_installed(status, system)


def _not_installed(status: ServerStatus, system: System) -> Guide:
    is_linux = system is System.LINUX
    name = _system_name(system)
    advice = translate("FirstRun", "{system}: copy this line into a terminal.")
    if not is_linux:
        advice = translate("FirstRun", "{system}: download the installer from ollama.com.")
    note = translate("FirstRun", "Open it when it has arrived, then check again.")
    if is_linux:
        note = translate(
            "FirstRun",
            "It downloads Ollama from ollama.com. Or install it from your package manager.",
        )
    nothing = translate("FirstRun", "not found")
    places = [translate("FirstRun", "ollama in PATH"), *(str(one) for one in usual_places(system))]
    return Guide(
        Icon.DOWNLOAD,
        translate("FirstRun", "Ollama is not installed"),
        translate(
            "FirstRun",
            "{message} Parallel Workers uses Ollama to run models on this computer. "
            "Nothing you write is sent anywhere else.",
        ).format(message=status.message),
        advice.format(system=name),
        INSTALL_LINE if is_linux else DOWNLOAD_LINE,
        note,
        (*(Place(place, nothing) for place in places), _no_answer(status)),
    )


def _not_running(status: ServerStatus, system: System) -> Guide:
    advice = translate(
        "FirstRun", "Open the Ollama application, or copy this line into a terminal."
    )
    note = ""
    if system is System.LINUX:
        advice = translate("FirstRun", "Copy this line into a terminal.")
        note = translate(
            "FirstRun", "Where Ollama is a service of the system, start that service instead."
        )
    return Guide(
        Icon.POWER,
        translate("FirstRun", "Ollama is installed, but does not answer"),
        " ".join(part for part in (status.message, status.remedy) if part),
        advice,
        SERVE_LINE,
        note,
        (
            Place(translate("FirstRun", "program"), translate("FirstRun", "found"), is_good=True),
            _no_answer(status),
        ),
    )


def _no_llm(status: ServerStatus) -> Guide:
    return Guide(
        Icon.MODEL,
        translate("FirstRun", "Ollama is running, but has no model to use"),
        translate(
            "FirstRun",
            "{message} One model is enough for a whole team; it stays on this computer.",
        ).format(message=status.message),
        translate("FirstRun", "Copy this line into a terminal, or name another model in it."),
        PULL_LINE,
        translate(
            "FirstRun",
            "A model is a download of several GB. Check its size and its licence at ollama.com "
            "before you start it.",
        ),
        (_answer(status),),
    )


def _ready(status: ServerStatus) -> Guide:
    return Guide(
        Icon.CHECK_RING,
        translate("FirstRun", "Ollama is ready"),
        translate("FirstRun", "Models that can be used: {names}.").format(
            names=", ".join(one.name for one in status.llms)
        ),
        looked=(_answer(status),),
    )


def _address(status: ServerStatus) -> str:
    return status.host.removeprefix("http://") or translate("FirstRun", "the usual address")


def _answer(status: ServerStatus) -> Place:
    found = translate("FirstRun", "Ollama {version} answers").format(version=status.version)
    return Place(_address(status), found, is_good=True)


def _no_answer(status: ServerStatus) -> Place:
    return Place(_address(status), translate("FirstRun", "no answer from Ollama"))


def _system_name(system: System) -> str:
    """Names of products, the same in every language."""
    return {System.LINUX: "Linux", System.MACOS: "macOS", System.WINDOWS: "Windows"}[system]
