"""Which system this is, and whether Ollama is installed on it. Nothing is started to find out."""

import os
import shutil
import sys
from enum import Enum, auto
from pathlib import Path


class System(Enum):
    """What the instructions are for."""

    LINUX = auto()
    """Also other systems that are much like it."""
    MACOS = auto()
    WINDOWS = auto()


def this_system() -> System:
    """The system this runs on."""
    return {"darwin": System.MACOS, "win32": System.WINDOWS}.get(sys.platform, System.LINUX)


def usual_places(system: System) -> tuple[Path, ...]:
    """Where the program is, if it is installed but not on the search path of this process.

    A window opened from a dock or a menu often has a shorter search path than a terminal.
    """
    match system:
        case System.LINUX:
            return tuple(Path(one, "ollama") for one in ("/usr/local/bin", "/usr/bin", "/bin"))
        case System.MACOS:
            return (
                Path("/Applications/Ollama.app"),
                Path.home() / "Applications" / "Ollama.app",
                Path("/usr/local/bin/ollama"),
                Path("/opt/homebrew/bin/ollama"),
            )
        case System.WINDOWS:
            programs = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
            return (Path(programs, "Programs", "Ollama", "ollama.exe"),)


def ollama_on_this_system() -> bool:
    """Whether Ollama is installed: on the search path or where its installers put it."""
    if shutil.which("ollama"):
        return True
    return any(place.exists() for place in usual_places(this_system()))
