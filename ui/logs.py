"""The log on disk: what our own code says, and errors without the texts people work on.

A message of somebody else's error may quote what it choked on: a prompt, an answer, a path with
the user's name. So of an error these are written:

* meant for the user (``message`` and ``remedy``): its message, which is ours;
* an error about code, such as ``AttributeError``: at most 80 characters of its first line, with
  whatever stands in quotes left out unless it is a name such as ``'NoneType'``;
* of the operating system: the system's own words ("No such file or directory"), no file name;
* any other: its type alone.

The traceback has places and source lines, file names relative to the application or the library,
and no values of variables.
"""

import copy
import faulthandler
import logging
import re
import sys
import sysconfig
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Protocol, runtime_checkable

LOG_NAME = "parallel-workers.log"
FAULTS_NAME = "faults.log"

_OUR_LOGGERS = ("main", "ui", "engine", "models")
_FILE_SIZE_BYTES = 1_000_000
_FILES = 3
_MOST_CHARS = 80
_MOST_FRAMES = 40

_ABOUT_CODE = (
    AttributeError,
    ImportError,
    IndexError,
    ModuleNotFoundError,
    NameError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    UnboundLocalError,
)
_QUOTED = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`|‘[^’]*’|“[^”]*”|'.*|".*""")
_NAME = re.compile(r"['\"`][A-Za-z_][\w.]*(\(\))?['\"`]")

_APPLICATION = Path(__file__).resolve().parents[1]
_LIBRARIES = re.compile(r".*[/\\](?:site|dist)-packages[/\\]")

ErrorInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


@runtime_checkable
class ForTheUser(Protocol):
    """An error that says what happened and what to do about it, as `engine.errors` makes them.

    Known by its shape, because only the controllers may import the engine.

    Attributes:
        message: one sentence that says what happened.
        remedy: one sentence that says what to do about it; may be empty.
    """

    message: str
    remedy: str


@contextmanager
def logging_to(folder: Path) -> Iterator[None]:
    """Write our log, and what Python says when it is killed by a fault, into ``folder``.

    What is worth a warning goes to the terminal too, if there is one. If the folder cannot be
    written to, only there: an application that cannot log must still start.
    """
    with ExitStack() as stack:
        if sys.stderr is not None:  # there is none in a windowed build
            console = logging.StreamHandler(sys.stderr)
            console.setLevel(logging.WARNING)
            _attach(console, stack)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            log_file = RotatingFileHandler(
                folder / LOG_NAME,
                maxBytes=_FILE_SIZE_BYTES,
                backupCount=_FILES - 1,
                encoding="utf-8",
            )
            faults = folder / FAULTS_NAME
            is_long = faults.exists() and faults.stat().st_size > _FILE_SIZE_BYTES
            faults_file = stack.enter_context(
                faults.open("w" if is_long else "a", encoding="utf-8")
            )
        except OSError as error:
            logging.getLogger(__name__).warning("No log is kept: %s", describe(error))
        else:
            _attach(log_file, stack)
            faulthandler.enable(faults_file)
            stack.callback(faulthandler.disable)
        yield


def _attach(handler: logging.Handler, stack: ExitStack) -> None:
    """Let ``handler`` hear our own loggers; libraries log addresses and contents."""
    handler.setFormatter(PrivateFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    stack.callback(handler.close)
    for name in _OUR_LOGGERS:
        logger = logging.getLogger(name)
        stack.callback(logger.setLevel, logger.level)
        stack.callback(logger.removeHandler, handler)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)


class PrivateFormatter(logging.Formatter):
    """Writes errors without what they may quote."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the traceback below it."""
        # On a copy, because logging keeps the first traceback it made, and shares it.
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: ErrorInfo) -> str:
        """The traceback without values."""
        return private_traceback(ei[1]) if ei[1] is not None else ""


def describe(error: BaseException) -> str:
    """One line: the type of ``error``, and of its message what cannot hold anybody's text."""
    name = type(error).__qualname__
    match error:
        case ForTheUser():
            said = f"{error.message}".strip()
        case OSError():
            said = error.strerror or ""
        case _ if type(error) in _ABOUT_CODE:
            said = _without_quotes(str(error))
        case _:
            said = ""
    return f"{name}: {said}" if said else name


def private_traceback(error: BaseException) -> str:
    """Where ``error`` came from, its causes first, without values and foreign messages."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.append("\n".join([*_places(current), describe(current)]))
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)
    return "\n\nthen\n\n".join(reversed(parts))


def place_of(error: BaseException) -> str:
    """File and line where ``error`` was raised."""
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    return f"{short_name(frames[0].filename)}:{frames[0].lineno}" if frames else ""


def short_name(filename: str) -> str:
    """A file name relative to the application, the libraries or Python; else its last part."""
    in_library, from_library = _LIBRARIES.subn("", filename)
    if from_library:
        return Path(in_library).as_posix()
    for root in (_APPLICATION, Path(sysconfig.get_path("stdlib"))):
        if Path(filename).is_relative_to(root):
            return Path(filename).relative_to(root).as_posix()
    return Path(filename).name


def _places(error: BaseException) -> Iterator[str]:
    frames = traceback.extract_tb(error.__traceback__)
    left_out = len(frames) - _MOST_FRAMES
    for position, frame in enumerate(frames):
        if left_out > 0 and _MOST_FRAMES // 2 <= position < _MOST_FRAMES // 2 + left_out:
            if position == _MOST_FRAMES // 2:
                yield f"  ... {left_out} more"
            continue
        yield f"  {short_name(frame.filename)}:{frame.lineno} in {frame.name}"
        if frame.line:
            yield f"    {frame.line}"


def _without_quotes(message: str) -> str:
    line = message.strip().partition("\n")[0]
    bare = _QUOTED.sub(lambda quoted: quoted[0] if _NAME.fullmatch(quoted[0]) else "…", line)
    return bare if len(bare) <= _MOST_CHARS else f"{bare[: _MOST_CHARS - 1]}…"
