"""Reads evaluation cases: a brief, what specialists wrote on it, and what is known to be wrong."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from engine.errors import InputError
from engine.stores.disk import read_regular_file
from models.base import Record
from models.documents import BRIEF_ID, Document, specialist_document_id
from models.team import slot_of

BRIEF_WORKER = "brief"
"""What a side in the brief names as its worker."""
_MAX_FILE_BYTES = 20_000_000
_NOT_A_CASE = "resolution_hints.json"
_REMEDY = "Correct the file, or take it out of the folder."


class Quote(Record):
    """A side of a conflict or distractor: a passage of what one worker wrote.

    Attributes:
        worker: who wrote it; ``BRIEF_WORKER`` for the brief.
        text: the passage, word for word.
        start: where it begins in the worker's document.
        end: one past its last character.
    """

    worker: str
    text: str
    start: int
    end: int


class Conflict(Record):
    """A contradiction known to stand in a case.

    Attributes:
        id: unique in its case.
        type: what it is about, in one word, such as "date".
        sides: of at least two workers; several of one worker are alternatives.
        explanation: why both cannot hold.
        is_deterministic: whether values alone show it.
    """

    id: str
    type: str
    sides: tuple[Quote, ...]
    explanation: str
    is_deterministic: bool


class Distractor(Record):
    """Passages that look like a contradiction and are none."""

    sides: tuple[Quote, ...]
    why_compatible: str


class Case(Record):
    """A brief and finished documents whose contradictions are known.

    Attributes:
        id: unique among the cases.
        domain: what the brief is about.
        brief: the brief's document; its text is empty where there is none.
        texts: what each worker wrote.
        conflicts: all contradictions known; none in a clean case.
        distractors: what must not be reported.
    """

    id: str
    domain: str
    brief: Document
    texts: tuple[Document, ...]
    conflicts: tuple[Conflict, ...]
    distractors: tuple[Distractor, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """The brief, then what each worker wrote."""
        return (self.brief, *self.texts)

    def worker_of(self, document_id: str) -> str:
        """Who wrote a document. Raises: KeyError, if it is not of this case."""
        if document_id == self.brief.document_id:
            return BRIEF_WORKER
        return {one.document_id: one.title for one in self.texts}[document_id]


class _File(BaseModel):
    """Whatever else stands in a case file is somebody's note."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_left_out(cls, value: Any) -> Any:
        """Null means the same as a key that is not there."""
        if isinstance(value, dict):
            return {key: one for key, one in value.items() if one is not None}
        return value


class _Side(_File):
    worker: str
    quote: str = Field(min_length=1)


class _Conflict(_File):
    id: str = Field(min_length=1)
    type: str = "other"
    sides: tuple[_Side, ...]
    explanation: str = ""
    deterministic: bool = False


class _Distractor(_File):
    sides: tuple[_Side, ...]
    why_compatible: str = ""


class _Text(_File):
    worker: str = Field(min_length=1)
    markdown: str


class _Case(_File):
    id: str = Field(min_length=1)
    domain: str = ""
    brief: str = ""
    documents: tuple[_Text, ...] = Field(min_length=1)
    conflicts: tuple[_Conflict, ...] = ()
    distractors: tuple[_Distractor, ...] = ()


def load_cases(folder: Path) -> tuple[Case, ...]:
    """The cases in a folder, by name of file.

    Raises:
        InputError: the folder holds no cases, or a file in it is not a case.
    """
    try:
        paths = sorted(one for one in folder.iterdir() if one.suffix == ".json")
    except OSError as error:
        raise InputError(
            f"The folder of cases {folder} cannot be read: {error.strerror}.",
            "Name a folder of case files.",
        ) from error
    cases = tuple(_load(path) for path in paths if path.name != _NOT_A_CASE)
    if not cases:
        raise InputError(f"{folder} holds no case files.", "Name a folder of .json files.")
    if repeated := _repeated([one.id for one in cases]):
        raise InputError(f"Two cases in {folder} have the id “{repeated}”.", "Rename one of them.")
    return cases


def _load(path: Path) -> Case:
    try:
        content = read_regular_file(path, _MAX_FILE_BYTES)
        read = _Case.model_validate_json(content.removeprefix(BOM_UTF8))
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror}.", _REMEDY) from error
    except ValidationError as error:
        raise _broken(path, _first_fault(error)) from error
    return _case(read, path)


def _first_fault(error: ValidationError) -> str:
    first: Any = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else str(first["msg"])


def _case(read: _Case, path: Path) -> Case:
    """The case with all its quotes found in their documents."""
    documents = tuple(_document(one, path) for one in read.documents)
    if repeated := _repeated([one.document_id for one in documents]):
        raise _broken(path, f"two documents are {repeated}")
    if repeated := _repeated([one.id for one in read.conflicts]):
        raise _broken(path, f"two conflicts have the id “{repeated}”")
    brief = Document(document_id=BRIEF_ID, title="Brief", text=read.brief)
    texts = {one.title: one.text for one in documents}
    texts.setdefault(BRIEF_WORKER, brief.text)
    return Case(
        id=read.id,
        domain=read.domain,
        brief=brief,
        texts=documents,
        conflicts=tuple(
            Conflict(
                id=one.id,
                type=one.type,
                sides=_quotes(one.sides, texts, f"conflict {one.id}", path),
                explanation=one.explanation,
                is_deterministic=one.deterministic,
            )
            for one in read.conflicts
        ),
        distractors=tuple(
            Distractor(
                sides=_quotes(one.sides, texts, f"distractor {number}", path),
                why_compatible=one.why_compatible,
            )
            for number, one in enumerate(read.distractors, 1)
        ),
    )


def _document(text: _Text, path: Path) -> Document:
    slot = slot_of(text.worker)
    if not slot or slot == BRIEF_ID:
        raise _broken(path, f"no worker can be named “{text.worker}”")
    return Document(document_id=specialist_document_id(slot), title=text.worker, text=text.markdown)


def _quotes(
    sides: tuple[_Side, ...], texts: dict[str, str], whose: str, path: Path
) -> tuple[Quote, ...]:
    quotes = tuple(quote for one in sides for quote in _places(one, texts, whose, path))
    if len({one.worker for one in quotes}) < 2:
        raise _broken(path, f"{whose} needs sides of two workers")
    return quotes


def _places(side: _Side, texts: dict[str, str], whose: str, path: Path) -> Iterator[Quote]:
    """Where a side stands; each place does, where its words are repeated."""
    text = texts.get(side.worker)
    if text is None:
        raise _broken(path, f"{whose} quotes “{side.worker}”, who wrote no document")
    start = text.find(side.quote)
    if start < 0:
        raise _broken(path, f"{whose}: “{side.quote}” does not stand in {side.worker}'s document")
    while start >= 0:
        end = start + len(side.quote)
        yield Quote(worker=side.worker, text=side.quote, start=start, end=end)
        start = text.find(side.quote, end)


def _broken(path: Path, fault: str) -> InputError:
    return InputError(f"{path.name} is not a usable case: {fault.rstrip('.')}.", _REMEDY)


def _repeated(names: list[str]) -> str:
    return next((one for place, one in enumerate(names) if one in names[:place]), "")
