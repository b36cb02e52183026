"""What the demo says: a folder of texts and tables, read once and checked."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from engine.errors import InputError
from models.base import Record
from models.brief import Brief, Fact
from models.claim import Facet, Force
from models.contradiction import Change, Severity

_T = TypeVar("_T")
_REINSTALL = "Install the program again."

LabelWord = Literal["contradiction", "tension", "gap", "duplicate", "compatible"]


class ScriptQuote(Record):
    """A sentence, bullet or table row of a document: a specialist's, "Brief" or "Fixed fact"."""

    document: str
    quote: str = Field(min_length=1)


class ScriptFinding(Record):
    """A row of the finder's answer, with quotes where the answer has ids.

    Attributes:
        key: the name of its mark in the plan's sections, as in ``[R:launch-date]``.
        must_change: what is answered when the finding is settled; the finder says nothing of it.
    """

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    at: tuple[ScriptQuote, ...] = Field(min_length=2, max_length=4)
    because: str = Field(max_length=220)
    decision: str = Field(max_length=240)
    evidence: ScriptQuote | None
    keep: ScriptQuote | None
    label: LabelWord
    must_change: tuple[Change, ...] = ()
    rule: Literal["brief", "hard_limit", "arithmetic", "topic_owner", "needs_you"]
    severity: Severity
    subject: str = Field(max_length=60)
    topic: str


class ScriptLook(Record):
    """What a second look says."""

    label: LabelWord
    because: str = Field(max_length=220)


class ScriptSuspicion(Record):
    """What the finder reports although it does not hold, or not surely.

    Attributes:
        looks: what the looks say, in their order; the last one stays.
    """

    at: tuple[ScriptQuote, ScriptQuote]
    because: str = Field(max_length=220)
    label: LabelWord
    subject: str = Field(max_length=60)
    topic: str
    looks: tuple[ScriptLook, ...] = Field(min_length=1)


class ScriptClaim(Record):
    """A commitment of a specialist's text, with a quote where the answer has an id."""

    quote: str = Field(min_length=1)
    facet: Facet
    force: Force
    says: str = Field(max_length=160)
    subject: str = Field(max_length=60)


class ScriptFit(Record):
    """What the script says of an activity, or of what the brief asks.

    All are words of commitments as they are told, or of the brief; empty where nothing is said.
    """

    about: str = Field(min_length=1)
    answer: str = ""
    audience: str = ""
    budget: str = ""
    channel: str = ""
    date: str = ""
    metric: str = ""
    owner: str = ""
    reaches: str = ""


_FACTS = TypeAdapter(dict[Literal["facts"], tuple[Fact, ...]])
_FINDINGS = TypeAdapter(tuple[ScriptFinding, ...])
_SUSPICIONS = TypeAdapter(tuple[ScriptSuspicion, ...])
_FITS = TypeAdapter(tuple[ScriptFit, ...])
_CLAIMS = TypeAdapter(dict[str, tuple[ScriptClaim, ...]])


class DemoScript(Record):
    """Everything the demo says.

    Attributes:
        brief: the example's brief with its fixed facts.
        answers: Markdown by the specialist's slot.
        findings: the finder's rows; the plan's decisions are those not labelled "compatible".
        suspicions: what the finder reports besides, and second looks do not confirm.
        claims: commitments by the specialist's slot.
        fits: what is said about whether the parts fit.
        sections: Markdown by section id, with marks such as ``[R:launch-date]``.
    """

    brief: Brief
    answers: dict[str, str]
    findings: tuple[ScriptFinding, ...]
    suspicions: tuple[ScriptSuspicion, ...] = ()
    claims: dict[str, tuple[ScriptClaim, ...]] = Field(default_factory=dict)
    fits: tuple[ScriptFit, ...] = ()
    sections: dict[str, str]

    @classmethod
    def load(cls, folder: Path) -> "DemoScript":
        """Read ``brief.md``, ``facts.toml``, ``specialists/``, ``plan/`` and the JSON tables.

        Raises:
            InputError: a file is missing or broken.
        """
        facts = _parsed(
            folder / "facts.toml", lambda text: _FACTS.validate_python(tomllib.loads(text))
        )
        return cls(
            brief=_parsed(
                folder / "brief.md", lambda text: Brief(text=text, facts=facts.get("facts", ()))
            ),
            answers=_texts(folder / "specialists"),
            findings=_parsed(folder / "findings.json", _FINDINGS.validate_json),
            suspicions=_parsed(folder / "suspicions.json", _SUSPICIONS.validate_json),
            claims=_parsed(folder / "claims.json", _CLAIMS.validate_json),
            fits=_parsed(folder / "alignment.json", _FITS.validate_json),
            sections=_texts(folder / "plan"),
        )


def _texts(folder: Path) -> dict[str, str]:
    """The Markdown files of a folder by their names."""
    if not (files := sorted(folder.glob("*.md"))):
        raise InputError(f"The demo's folder {folder} has no texts.", _REINSTALL)
    return {file.stem: _parsed(file, str.strip) for file in files}


def _parsed(file: Path, parse: Callable[[str], _T]) -> _T:
    """What a file holds; raises InputError with its name where it holds something else."""
    try:
        return parse(file.read_text(encoding="utf-8"))
    except OSError as error:
        reason = str(error.strerror)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        reason = f"{place}: {first['msg']}" if place else first["msg"]
    except ValueError as error:
        reason = str(error)
    reason = " ".join(reason.split()).rstrip(".")
    raise InputError(f"The demo's file {file} cannot be used: {reason}.", _REINSTALL)
