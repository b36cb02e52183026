"""The demo: answers written beforehand, streamed at the pace of a real LLM.

Nothing is sent anywhere. The same backend, at the pace ``Pace.instant()``, serves most tests.
"""

import asyncio
import json
import re
import tomllib
import zlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from engine.backends.protocol import ChatRequest, Chunk, FinalFrame
from engine.errors import BadRequest, InputError, LlmMissing
from engine.statements import plain_text
from models.base import Record
from models.brief import Brief, Fact
from models.call import CallMetrics, Phase
from models.contradiction import Severity
from models.llm import LlmInfo

DEMO_LLM = LlmInfo(name="demo-script", context_length=32_768)

_UNSEEN_FACTOR = 8
"""The list of contradictions is data that nobody watches being written."""

_T = TypeVar("_T")
_REINSTALL = "Install the program again."

_WORD = re.compile(r"\s*\S+\s*")
_NUMBERED_LINE = re.compile(r"^\[([A-Za-z]+\d+)\] (.*)$", re.MULTILINE)
_DECISION_LINE = re.compile(r"^(?:[-*] )?\[?R(\d+)\]? \(([^)\n]*)\)", re.MULTILINE)
_MARK = re.compile(r"\s*\[R:([a-z0-9-]+)\]")
_MARKDOWN_SIGNS = re.compile(r"^(?:#+|[-*+>|]|\d+[.)])\s+|\s*\|$")


class ScriptQuote(Record):
    """A sentence, bullet or table row of a document: a specialist's, "Brief" or "Fixed fact"."""

    document: str
    quote: str = Field(min_length=1)


class ScriptFinding(Record):
    """A row of the finder's answer, with quotes where the answer has ids.

    Attributes:
        key: the name of its mark in the plan's sections, as in ``[R:launch-date]``.
    """

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    at: tuple[ScriptQuote, ...] = Field(min_length=2, max_length=4)
    because: str = Field(max_length=220)
    decision: str = Field(max_length=240)
    evidence: ScriptQuote | None
    keep: ScriptQuote | None
    label: Literal["contradiction", "tension", "gap", "duplicate", "compatible"]
    rule: Literal["brief", "hard_limit", "arithmetic", "topic_owner", "needs_you"]
    severity: Severity
    subject: str = Field(max_length=60)
    topic: str


_FACTS = TypeAdapter(dict[Literal["facts"], tuple[Fact, ...]])
_FINDINGS = TypeAdapter(tuple[ScriptFinding, ...])


class DemoScript(Record):
    """Everything the demo says.

    Attributes:
        brief: the example's brief with its fixed facts.
        answers: Markdown by the specialist's slot.
        findings: the finder's rows; the plan's decisions are those not labelled "compatible".
        sections: Markdown by section id, with marks such as ``[R:launch-date]``.
    """

    brief: Brief
    answers: dict[str, str]
    findings: tuple[ScriptFinding, ...]
    sections: dict[str, str]

    @classmethod
    def load(cls, folder: Path) -> "DemoScript":
        """Read ``brief.md``, ``facts.toml``, ``specialists/``, ``findings.json`` and ``plan/``.

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
            sections=_texts(folder / "plan"),
        )


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the demo talks.

    Attributes:
        first_word_s: silence before the first word.
        tokens_per_s: speed of one worker; workers differ from it by up to 15 percent.
        is_instant: whether not to wait at all; what is measured stays that of the pace.
    """

    first_word_s: float = 1.0
    tokens_per_s: float = 45.0
    is_instant: bool = False

    @classmethod
    def instant(cls) -> "Pace":
        """No waiting, for tests."""
        return cls(is_instant=True)

    def for_call(self, name: str) -> "Pace":
        """The pace of one call: always the same for the same name."""
        factor = 0.85 + zlib.crc32(name.encode()) % 301 / 1000
        return Pace(self.first_word_s / factor, self.tokens_per_s * factor, self.is_instant)


class DemoBackend:
    """Answers from a script."""

    def __init__(
        self,
        script: DemoScript,
        pace: Pace,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take the script, the pace, and how to wait."""
        self._script = script
        self._pace = pace
        self._sleep = sleep

    @property
    def host(self) -> str:
        """Empty: nothing is sent."""
        return ""

    @property
    def is_demo(self) -> bool:
        """Always."""
        return True

    async def stream_chat(self, request: ChatRequest) -> AsyncGenerator[Chunk, None]:
        """Answer word by word.

        Raises:
            LlmMissing: the request is not for the demo's LLM.
            BadRequest: the script has no answer to it.
        """
        await self.describe_llm(request.llm)
        answer = self._answer(request)
        purpose = request.purpose
        pace = self._pace.for_call(f"{purpose.phase}/{purpose.slots}/{purpose.section_id}")
        if purpose.phase is Phase.COMPARE:
            pace = replace(pace, tokens_per_s=pace.tokens_per_s * _UNSEEN_FACTOR)
        await self._wait(pace, pace.first_word_s)
        tokens, said, is_cut = 0, "", False
        for word in _WORD.findall(answer):
            cost = _tokens(word)
            if tokens + cost > request.num_predict:
                is_cut = True
                break
            await self._wait(pace, cost / pace.tokens_per_s)
            tokens += cost
            said += word
            yield Chunk(text=word)
        yield Chunk(final=_final_frame(request, pace, said, tokens, is_cut=is_cut))

    async def version(self) -> str:
        """What the demo calls itself."""
        return "demo"

    async def installed_llms(self) -> tuple[LlmInfo, ...]:
        """The script, as if it were an LLM."""
        return (DEMO_LLM,)

    async def describe_llm(self, name: str) -> LlmInfo:
        """The script, as if it were an LLM. Raises: LlmMissing, for any other name."""
        if name != DEMO_LLM.name:
            raise LlmMissing(f"The demo has no {name}.", f"Choose {DEMO_LLM.name}.")
        return DEMO_LLM

    async def loaded_llms(self) -> frozenset[str]:
        """The script is always there."""
        return frozenset({DEMO_LLM.name})

    async def close(self) -> None:
        """Nothing is open."""

    async def _wait(self, pace: Pace, seconds: float) -> None:
        # Even without waiting the others get their turn, as they would between two network reads.
        await (asyncio.sleep(0) if pace.is_instant else self._sleep(seconds))

    def _answer(self, request: ChatRequest) -> str:
        purpose, prompt = request.purpose, "\n".join(one.content for one in request.messages)
        answer: str | None = None
        if purpose.phase is Phase.CONSULT and purpose.slots:
            answer = self._script.answers.get(purpose.slots[0])
        elif purpose.phase is Phase.COMPARE:
            answer = _findings_json(self._script.findings, prompt)
        elif purpose.phase is Phase.PLAN and purpose.section_id is not None:
            section = self._script.sections.get(purpose.section_id)
            answer = section and _with_marks(section, self._script.findings, prompt)
        if answer is None:
            raise BadRequest(
                "The demo's script has no answer to this question.",
                "Use the demo's own brief and team, or choose an installed model.",
            )
        return answer


def _findings_json(findings: tuple[ScriptFinding, ...], prompt: str) -> str:
    """The finder's answer: rows whose sides all stand in the prompt, by the ids found there."""
    lines = {key: _bare(text) for key, text in _NUMBERED_LINE.findall(prompt)}
    rows = []
    for finding in findings:
        sides = [_id_of(side, lines) for side in finding.at]
        if None not in sides:
            row = finding.model_dump(mode="json", exclude={"key"})
            row["at"] = sides
            row["evidence"] = _id_of(finding.evidence, lines) or "none"
            row["keep"] = _id_of(finding.keep, lines) or "none"
            rows.append(row)
    return json.dumps({"findings": rows}, ensure_ascii=False)


def _id_of(quote: ScriptQuote | None, lines: Mapping[str, str]) -> str | None:
    if quote is None:
        return None
    wanted = _bare(quote.quote)
    return next((key for key, text in lines.items() if wanted in text), None)


def _bare(text: str) -> str:
    """A statement's plain words, without the signs of lists, headings and tables around them."""
    return _MARKDOWN_SIGNS.sub("", plain_text(text))


def _with_marks(section: str, findings: tuple[ScriptFinding, ...], prompt: str) -> str:
    """The section with the prompt's numbers in its marks, and without marks the prompt lacks."""
    numbers = {subject.casefold(): number for number, subject in _DECISION_LINE.findall(prompt)}
    subjects = {one.key: one.subject.casefold() for one in findings}

    def mark(match: re.Match[str]) -> str:
        number = numbers.get(subjects.get(match[1], ""))
        return f" [R{number}]" if number else ""

    return _MARK.sub(mark, section)


def _final_frame(
    request: ChatRequest, pace: Pace, said: str, tokens: int, *, is_cut: bool
) -> FinalFrame:
    answer_s = tokens / pace.tokens_per_s
    metrics = CallMetrics(
        total_s=pace.first_word_s + answer_s,
        prompt_s=pace.first_word_s,
        answer_s=answer_s,
        prompt_tokens=sum(_tokens(one.content) for one in request.messages),
        answer_tokens=tokens,
    )
    sent_bytes = sum(len(one.content.encode()) for one in request.messages)
    return FinalFrame(is_cut, metrics, sent_bytes, received_bytes=len(said.encode()))


def _tokens(text: str) -> int:
    """About as many tokens as an LLM would need: one for four characters."""
    return max(1, round(len(text) / 4))


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
