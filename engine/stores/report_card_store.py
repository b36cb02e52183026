"""The report cards of tested LLMs: one small file for each digest of weights."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from engine.errors import StoreError
from engine.stores.disk import read_regular_file
from models.report_card import ReportCard

CARDS_NAME = "report_cards"
"""The folder of the cards below the data folder."""

_MAX_FILE_BYTES = 1_000_000
_UNSAFE = re.compile(r"[^0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class StoredCard:
    """What is stored of an LLM.

    Attributes:
        card: the newest card that holds for it; ``None`` if there is none.
        problem: why one that is there does not count, in one sentence; empty if it does, or if
            there is none.
    """

    card: ReportCard | None
    problem: str = ""


class ReportCardStore:
    """All report cards below one folder.

    Args:
        folder: made when the first card is stored.
        application: version of this application; cards of another one are stale, because it may
            look for contradictions in another way.
    """

    def __init__(self, folder: Path, application: str) -> None:
        self._folder = folder
        self._application = application

    def save(self, card: ReportCard) -> None:
        """Keep a card instead of an earlier one of the same weights. Raises: StoreError."""
        path = self._path(card.digest)
        try:
            self._folder.mkdir(parents=True, mode=0o700, exist_ok=True)
            path.with_suffix(".new").write_text(card.model_dump_json(indent=2), encoding="utf-8")
            os.replace(path.with_suffix(".new"), path)
        except OSError as error:
            raise StoreError(
                f"The report card cannot be stored in {self._folder}: {error.strerror or error}.",
                "Make the folder writable.",
            ) from error

    def load(self, digest: str) -> StoredCard:
        """The card of an LLM with these weights; one that is stale or broken does not count."""
        path = self._path(digest)
        try:
            card = ReportCard.model_validate_json(read_regular_file(path, _MAX_FILE_BYTES))
        except FileNotFoundError:
            return StoredCard(None)
        except OSError as error:
            return StoredCard(None, f"The report card cannot be read: {error.strerror}.")
        except ValidationError:
            return StoredCard(
                None, f"The report card {path.name} is damaged. Test the model again."
            )
        if card.digest != digest:
            return StoredCard(None, "The report card is one of other weights.")
        if card.application != self._application:
            return StoredCard(
                None,
                f"The model was tested with version {card.application} of this application, which "
                "looked for contradictions in another way. Test it again.",
            )
        return StoredCard(card)

    def _path(self, digest: str) -> Path:
        """What a server says is no path: only its letters and digits count."""
        return self._folder / f"{_UNSAFE.sub('-', digest)[:128] or 'unknown'}.json"
