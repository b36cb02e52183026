"""What a test of one LLM on this machine gave, so that people know what to expect of it."""

from datetime import datetime

from pydantic import Field

from models.base import Record
from models.comparison import CompareMode


class ReportCard(Record):
    """How an LLM did on a few bundled cases; a small sample, and never more than that.

    Attributes:
        llm: its name as the server lists it.
        digest: digest of its weights; a card says nothing about other weights of the same name.
        parameter_size: as the server says it, such as "8.2B"; empty if unknown.
        server: what the server said of itself, such as "0.33.0".
        mode: how contradictions were looked for, never ``auto``; ``None`` if nothing was finished.
        cases: how many cases were finished within the time.
        planted: how many contradictions are known to stand in them.
        found: how many of those were found.
        false_alarms: how many other contradictions were reported.
        calls: how many answers were asked for as JSON.
        valid_json_calls: how many of those were the JSON asked for.
        questions: how many questions were asked, each in as many forms as it took; 0 on cards that
            older versions made, which counted JSON alone.
        questions_read: how many of them got an answer that could be read, in whatever form.
        seconds: how long the test took.
        tokens_per_s: how fast it wrote; ``None`` if that was not measured.
        expected_run_s: how long a run of four workers takes with it here, in seconds, as estimated
            from the speeds of the test; ``None`` if unknown.
        made_at: wall-clock time with its zone.
        application: version of this application; another one may look in another way.
    """

    llm: str = Field(min_length=1)
    digest: str
    parameter_size: str = ""
    server: str = ""
    mode: CompareMode | None = None
    cases: int = Field(ge=0)
    planted: int = Field(ge=0)
    found: int = Field(ge=0)
    false_alarms: int = Field(ge=0)
    calls: int = Field(ge=0)
    valid_json_calls: int = Field(ge=0)
    questions: int = Field(default=0, ge=0)
    questions_read: int = Field(default=0, ge=0)
    seconds: float = Field(ge=0)
    tokens_per_s: float | None = Field(default=None, gt=0)
    expected_run_s: float | None = Field(default=None, gt=0)
    made_at: datetime
    application: str

    @property
    def valid_json_share(self) -> float | None:
        """From 0 to 1; ``None`` if no answer was asked for as JSON."""
        return self.valid_json_calls / self.calls if self.calls else None

    @property
    def readable_share(self) -> float | None:
        """How many questions got an answer that could be read, from 0 to 1; ``None`` if unknown."""
        return self.questions_read / self.questions if self.questions else None

    @property
    def sentence(self) -> str:
        """What to expect, in one line such as "finds 5 of 8 planted, 1 false alarm, …"."""
        parts = [f"finds {self.found} of {self.planted} planted", _alarms(self.false_alarms)]
        if not self.cases:
            parts = ["no case was finished in the time of the test"]
        # Rounded down: 199 of 200 are not all of them.
        if self.readable_share is not None:
            parts.append(f"answers readable {int(self.readable_share * 100)} %")
        elif self.valid_json_share is not None:
            parts.append(f"valid JSON {int(self.valid_json_share * 100)} %")
        if self.expected_run_s is not None:
            parts.append(f"a run takes about {_minutes(self.expected_run_s)}")
        return ", ".join(parts)


def _alarms(count: int) -> str:
    return {0: "no false alarms", 1: "1 false alarm"}.get(count, f"{count} false alarms")


def _minutes(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
