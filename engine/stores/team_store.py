"""Team files: found by name, read, and refused in one clear sentence.

The folders are given by the caller. Where two hold a team of the same name, the first counts.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from engine.errors import InputError
from models.team import SectionSpec, Specialist, Synthesizer, Team, TeamTopic

MAX_TEAM_FILE_BYTES = 1_000_000

_RECORDS: Mapping[str, type[BaseModel]] = {
    "topics": TeamTopic,
    "specialists": Specialist,
    "synthesizer": Synthesizer,
    "sections": SectionSpec,
}
_COMPLAINTS = {
    "string_type": "must be text in quotation marks",
    "string_too_long": "must have at most {max_length} characters",
    "string_too_short": "must not be empty",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list",
    "model_type": "must be a table with keys",
    "too_short": "must have at least one entry",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "enum": "must be one of {expected}",
    "string_pattern_mismatch": "must consist of small letters, digits and hyphens",
}


class TeamStore:
    """The teams in some folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Remember where to look, the most important folder first."""
        self._folders = tuple(folders)

    def names(self) -> tuple[str, ...]:
        """The names of all teams, sorted; each may be given to ``load``."""
        return tuple(sorted({file.stem for one in self._folders for file in one.glob("*.toml")}))

    def load(self, name_or_path: str) -> Team:
        """Read a team by its name, or from the file that a path names.

        Raises:
            InputError: there is no such team, or its file cannot be used.
        """
        return _read_team(self._file_of(name_or_path))

    def _file_of(self, name_or_path: str) -> Path:
        if re.search(r"[/\\]|\.toml$", name_or_path):
            return Path(name_or_path)
        for folder in self._folders:
            if name_or_path in {file.stem for file in folder.glob("*.toml")}:
                return folder / f"{name_or_path}.toml"
        known = self.names()
        message = f"There is no team {name_or_path!r}."
        if not known:
            raise InputError(message, "No teams are installed; give the path of a team file.")
        listed = f"Known teams: {', '.join(known)}."
        raise InputError(message, f"{_suggest(name_or_path, known)}{listed}")


def _read_team(file: Path) -> Team:
    try:
        data = tomllib.loads(_read_text(file))
    except RecursionError:
        raise InputError(
            f"The team file {file} nests lists or tables too deeply.", "Simplify it."
        ) from None
    except ValueError as error:
        raise InputError(
            f"The team file {file} is not valid TOML: {_one_line(str(error))}.",
            "Correct it there; a missing quotation mark or bracket before it is the usual cause.",
        ) from None
    try:
        return Team.model_validate(data)
    except ValidationError as error:
        raise _refusal(file, data, error.errors(include_url=False)) from None


def _read_text(file: Path) -> str:
    """The file's text; raises InputError where it is missing, unreadable, too large or not text."""
    try:
        if not file.is_file():
            raise InputError(f"There is no team file {file}.", "Check the path.")
        # One byte more than allowed tells a file that is too large, even one without a known size.
        with file.open("rb") as stream:
            content = stream.read(MAX_TEAM_FILE_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"The team file {file} cannot be read: {error.strerror}.",
            "Check its permissions, or choose another file.",
        ) from None
    if len(content) > MAX_TEAM_FILE_BYTES:
        raise InputError(
            f"The team file {file} is larger than 1 MB.", "Check the path, or shorten its prompts."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"The team file {file} is not UTF-8 text (line {line}).", "Save it again as UTF-8."
        ) from None


def _refusal(file: Path, data: dict[str, Any], errors: list[ErrorDetails]) -> InputError:
    """The first problem in one sentence, and how many more there are."""
    # A mistyped key is unknown and leaves another one missing: the typing slip is the better hint.
    unknown = (error for error in errors if error["type"] == "extra_forbidden")
    first = next(unknown, errors[0])
    place = _place(first["loc"], data)
    more = f" (and {_count(len(errors) - 1)} in the file)" if len(errors) > 1 else ""
    message = f"In the team file {file}, {_complaint(first, place)}{more}."
    if first["type"] == "extra_forbidden":
        known = _keys_beside(first["loc"])
        key = str(first["loc"][-1])
        return InputError(message, f"{_suggest(key, known)}Known keys: {', '.join(known)}.")
    if first["type"] == "missing":
        return InputError(message, "Add it; the team files that come with this program show how.")
    return InputError(message, "Correct it there.")


def _complaint(error: ErrorDetails, place: str) -> str:
    if error["type"] == "missing":
        return f"{place} is missing"
    if error["type"] == "extra_forbidden":
        return f"{place} is not a known key"
    if error["type"] == "value_error":
        text = str(error["ctx"]["error"])
        return f"{place} cannot be used: {text}" if place else text
    context = error.get("ctx", {})
    known = _COMPLAINTS.get(error["type"])
    complaint = known.format(**context) if known else f"is wrong: {_one_line(error['msg'])}"
    return f"{place} {complaint}"


def _place(location: tuple[int | str, ...], data: dict[str, Any]) -> str:
    """Where it stands, such as ``specialists[2].words ("Channel Strategist")``; counted from 1."""
    place, name = "", ""
    here: Any = data
    for step in location:
        place += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(here, dict):
            name = str(here.get("name") or here.get("id") or "")
    whose = f' ("{_one_line(name)[:40]}")' if name else ""
    return f"{place.removeprefix('.')}{whose}"


def _keys_beside(location: tuple[int | str, ...]) -> list[str]:
    record = _RECORDS.get(str(location[0]), Team) if len(location) > 1 else Team
    return list(record.model_fields)


def _suggest(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word.casefold(), known, n=1)
    return f"Did you mean {close[0]!r}? " if close else ""


def _count(number: int) -> str:
    return "1 more problem" if number == 1 else f"{number} more problems"


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
