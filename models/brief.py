"""What the user asks for."""

from pydantic import Field

from models.base import Record


class Fact(Record):
    """A fixed fact: every worker gets it word for word, and it ranks first."""

    subject: str = Field(min_length=1)
    value: str = Field(min_length=1)

    @property
    def sentence(self) -> str:
        """The fact as one line of text, as prompts and quotes show it."""
        return f"{self.subject}: {self.value}"


class Attachment(Record):
    """A text that belongs to the brief, such as notes or an older plan."""

    name: str = Field(min_length=1)
    text: str


class Brief(Record):
    """The task of a run."""

    text: str = Field(min_length=1)
    facts: tuple[Fact, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def title(self) -> str:
        """The first line that says something, without Markdown signs, at most 80 characters."""
        lines = (line.strip().lstrip("#>*-+ ").strip() for line in self.text.splitlines())
        first = next((line for line in lines if line), "Untitled")
        return first if len(first) <= 80 else first[:79].rstrip() + "…"
