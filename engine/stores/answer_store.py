"""The raw answers of an evaluation on disk, so that it can be repeated without a server."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from engine.backends.recording import RecordedAnswer, RecordedServer
from engine.errors import InputError, StoreError
from engine.stores.disk import remedy_for
from models.base import Record
from models.evaluation import EvaluationMode

_ASKED = "asked.json"
_SERVER = "server.json"
_ANSWERS = "answers.jsonl"
_RESULT = "result.json"

_Kept = TypeVar("_Kept", bound=Record)


class Asked(Record):
    """What an evaluation was asked to do.

    Attributes:
        cases: the folder of cases.
        mode: how contradictions were looked for.
        llm: the LLM; empty if one was chosen.
        seeds: how many seeds.
    """

    cases: str
    mode: EvaluationMode
    llm: str = ""
    seeds: int = Field(default=1, ge=1)


class AnswerStore:
    """The folder of one evaluation.

    Args:
        folder: made when something is kept first.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, asked: Asked) -> None:
        """Make the folder. Raises: StoreError."""
        try:
            self.folder.mkdir(parents=True, mode=0o700)
        except OSError as error:
            raise self._unwritable(error) from error
        self._write(_ASKED, asked.model_dump_json(indent=2))

    def keep_answers(self, answers: Iterable[RecordedAnswer]) -> None:
        """Add answers. Raises: StoreError."""
        lines = b"".join(answer.model_dump_json().encode() + b"\n" for answer in answers)
        try:
            with (self.folder / _ANSWERS).open("ab") as file:
                file.write(lines)
        except OSError as error:
            raise self._unwritable(error) from error

    def keep_server(self, server: RecordedServer) -> None:
        """Keep what the server says of itself. Raises: StoreError."""
        self._write(_SERVER, server.model_dump_json(indent=2))

    def keep_result(self, result: str) -> None:
        """Keep the result, as JSON. Raises: StoreError."""
        self._write(_RESULT, result)

    def asked(self) -> Asked:
        """What it was asked to do. Raises: InputError, if the folder holds no evaluation."""
        return self._parsed(Asked, self._read(_ASKED))

    def server(self) -> RecordedServer:
        """What the server said of itself. Raises: InputError."""
        return self._parsed(RecordedServer, self._read(_SERVER))

    def answers(self) -> tuple[RecordedAnswer, ...]:
        """All that was answered, in its order; a last line that was torn is left out.

        Raises:
            InputError: if they cannot be read.
        """
        # Without the piece after the last line break: empty, or torn.
        lines = self._read(_ANSWERS).split(b"\n")[:-1]
        return tuple(self._parsed(RecordedAnswer, line) for line in lines)

    def _read(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise InputError(
                f"{self.folder} holds no answers to replay: {name} cannot be read "
                f"({error.strerror}).",
                "Name the folder that an evaluation with a model said it kept.",
            ) from error

    def _parsed(self, kind: type[_Kept], content: bytes) -> _Kept:
        try:
            return kind.model_validate_json(content)
        except ValidationError as error:
            raise InputError(
                f"What {self.folder} holds of an evaluation is damaged.", "Evaluate again."
            ) from error

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        try:
            path.with_suffix(".new").write_text(text, encoding="utf-8")
            os.replace(path.with_suffix(".new"), path)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> StoreError:
        return StoreError(
            f"The answers cannot be stored in {self.folder}: {error.strerror or error}.",
            remedy_for(error, "Choose another folder with --data-dir, or make this one writable."),
        )


class AnswerKeeper:
    """Collects answers as they come and stores them when told to.

    Where no answer comes, it leaves no folder behind.

    Args:
        store: where they go.
        asked: what the evaluation was asked to do.
    """

    def __init__(self, store: AnswerStore, asked: Asked) -> None:
        self._store = store
        self._asked = asked
        self._server = RecordedServer()
        self._answers: list[RecordedAnswer] = []
        self.has_begun = False

    def on_answer(self, answer: RecordedAnswer) -> None:
        """Take an answer."""
        self._answers.append(answer)

    def on_server(self, server: RecordedServer) -> None:
        """Take what the server says of itself."""
        self._server = server

    def flush(self) -> None:
        """Store what has come since the last time. Raises: StoreError."""
        if not self._answers:
            return
        if not self.has_begun:
            self._store.begin(self._asked)
            self.has_begun = True
        self._store.keep_server(self._server)
        self._store.keep_answers(self._answers)
        self._answers = []
