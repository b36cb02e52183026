"""What the user has prepared so far, finished or not."""

from pydantic import ValidationError

from models.base import Record
from models.brief import Brief, Fact
from models.comparison import CompareMode


class FactLine(Record):
    """A fixed fact as it is being typed; either half may still be empty."""

    subject: str = ""
    value: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been typed."""
        return not self.subject.strip() and not self.value.strip()

    @property
    def is_complete(self) -> bool:
        """Whether it can be given to workers."""
        return bool(self.subject.strip() and self.value.strip())


class Draft(Record):
    """Everything on the page. Store it as JSON and give it back, and nothing typed is lost.

    Attributes:
        text: the brief.
        facts: the fixed facts, also those not finished.
        settled: values of proposed facts that the user kept or refused; not proposed again.
        team_id: the team chosen; empty before there is one.
        llm: the LLM chosen; ``None`` means automatic.
        at_once: how many workers at once; ``None`` means automatic.
        mode: how contradictions are looked for.
    """

    text: str = ""
    facts: tuple[FactLine, ...] = ()
    settled: tuple[str, ...] = ()
    team_id: str = ""
    llm: str | None = None
    at_once: int | None = None
    mode: CompareMode = CompareMode.AUTO

    @property
    def words(self) -> int:
        """How long the brief is."""
        return len(self.text.split())

    @property
    def unfinished_fact(self) -> FactLine | None:
        """The first fact of which a half is missing."""
        return next((one for one in self.facts if not one.is_empty and not one.is_complete), None)

    @property
    def brief(self) -> Brief:
        """The brief for a run. Raises: ValueError, if it is empty."""
        return Brief(
            text=self.text,
            facts=tuple(
                Fact(subject=one.subject.strip(), value=one.value.strip())
                for one in self.facts
                if one.is_complete
            ),
        )


def stored_draft(text: str) -> Draft | None:
    """The draft stored as ``text``; ``None`` if there is none."""
    try:
        return Draft.model_validate_json(text) if text else None
    except ValidationError:
        return None  # An older version wrote it otherwise; nothing but a draft is lost.
