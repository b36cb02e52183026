"""Teams: who works on a brief, what each decides, and the sections of the plan."""

import unicodedata
from collections import Counter

from pydantic import Field, field_validator, model_validator

from models.base import Record
from models.topic import Topic as Topic


class TeamTopic(Record):
    """A subject that a specialist decides and a plan section covers, such as "budget".

    Attributes:
        id: short name used in the team file.
        group: which of the five kinds of disagreement it belongs to.
        meaning: one line of words for the LLM.
    """

    id: str = Field(min_length=1)
    group: Topic
    meaning: str = Field(min_length=1)


RESERVED_SLOTS = frozenset({"synthesizer", "brief", "none"})
"""Names that mean something else where a specialist's name stands too."""

_UNSAFE_IN_NAMES = frozenset("<>[]{}`")
"""Prompts use them for tags, ids and placeholders."""


def slot_of(name: str) -> str:
    """The slot of a specialist: its name in small letters with hyphens.

    Marks that combine with a letter count as part of it: in many scripts they are the vowels.
    """
    folded = unicodedata.normalize("NFC", name.casefold())
    kept = "".join(char if _is_of_word(char) else " " for char in folded)
    return "-".join(kept.split())


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char) in ("Mn", "Mc")


def _is_unseen(char: str) -> bool:
    """Whether a character only controls how text is laid out; joiners belong to some words."""
    is_joiner = char in "\u200c\u200d"
    return not is_joiner and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


class Specialist(Record):
    """One worker's role.

    Attributes:
        name: as shown and as told to the LLM; one line.
        topics: ids of the team topics it decides.
        prompt: the role in Markdown; the brief and the common rules are added by the engine.
        words: how long the answer should be, in words.
        temperature: sampling temperature.
        think: whether a thinking LLM may think first; it costs time and window.
        llm: name of the LLM; ``None`` means the default of the run.
    """

    name: str = Field(min_length=1, max_length=60)
    topics: tuple[str, ...] = ()
    prompt: str = Field(min_length=1)
    words: int = Field(default=700, ge=50, le=4000)
    temperature: float = Field(default=0.6, ge=0, le=2)
    think: bool = False
    llm: str | None = None

    @field_validator("name")
    @classmethod
    def _name_is_plain(cls, name: str) -> str:
        if any(_is_unseen(char) for char in name):
            raise ValueError("a specialist's name must be one line without control characters")
        if unsafe := sorted(_UNSAFE_IN_NAMES & set(name)):
            raise ValueError(f"a specialist's name must not contain {' '.join(unsafe)}")
        if (slot := slot_of(name)) in RESERVED_SLOTS:
            raise ValueError(f"a specialist cannot be named {slot!r}")
        return name

    @property
    def slot(self) -> str:
        """The specialist's place in the run; stable over re-runs."""
        return slot_of(self.name)


class Synthesizer(Record):
    """Who compares the answers and writes the plan.

    Attributes:
        prompt: how the plan should be written, in Markdown.
        words_per_section: how long one plan section should be, in words.
        temperature: sampling temperature of the plan; findings are always read at 0.
        think: whether a thinking LLM may think before it writes the plan.
        llm: name of the LLM; ``None`` means the default of the run.
    """

    prompt: str = Field(min_length=1)
    words_per_section: int = Field(default=180, ge=40, le=2000)
    temperature: float = Field(default=0.3, ge=0, le=2)
    think: bool = False
    llm: str | None = None


class SectionSpec(Record):
    """A section the plan must have, and the team topics it covers."""

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    topics: tuple[str, ...] = ()


class Team(Record):
    """The specialists, the synthesizer and the shape of the plan."""

    # Files are named after it, and names of files have an end.
    team_id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=200)
    name: str = Field(min_length=1)
    topics: tuple[TeamTopic, ...] = Field(min_length=1)
    specialists: tuple[Specialist, ...] = Field(min_length=1)
    synthesizer: Synthesizer
    sections: tuple[SectionSpec, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_fit_together(self) -> "Team":
        _reject_repeats("topic", [topic.id for topic in self.topics])
        _reject_repeats("section", [section.id for section in self.sections])
        _reject_repeats("specialist", [specialist.slot for specialist in self.specialists])
        if any(not specialist.slot for specialist in self.specialists):
            raise ValueError("a specialist's name needs at least one letter or digit")
        known = {topic.id for topic in self.topics}
        users = [(f"specialist {one.name!r}", one.topics) for one in self.specialists]
        users += [(f"section {one.id!r}", one.topics) for one in self.sections]
        for user, topics in users:
            if unknown := sorted(set(topics) - known):
                raise ValueError(
                    f"{user} names the unknown topic {unknown[0]!r}; known are: "
                    + ", ".join(sorted(known))
                )
        owned = [topic for one in self.specialists for topic in one.topics]
        _reject_repeats("owner of the topic", owned)
        return self

    def specialist_in(self, slot: str) -> Specialist:
        """The specialist in ``slot``. Raises: KeyError, if there is none."""
        for specialist in self.specialists:
            if specialist.slot == slot:
                return specialist
        raise KeyError(slot)

    def owner_of(self, topic_id: str) -> Specialist | None:
        """Who decides a team topic."""
        return next((one for one in self.specialists if topic_id in one.topics), None)

    def topic(self, topic_id: str) -> TeamTopic | None:
        """The team topic of that id."""
        return next((one for one in self.topics if one.id == topic_id), None)


def _reject_repeats(what: str, values: list[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            raise ValueError(f"the {what} {value!r} is named {count} times; each may be named once")
