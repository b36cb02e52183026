"""Which form of asking works with which LLM, kept over runs: small, and never worth failing for."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from engine.answer_forms import AnswerForm, FormMemory, FormTallies, Tally
from engine.stores.disk import read_regular_file

FORMS_NAME = "answer-forms.json"

_MAX_FILE_BYTES = 1_000_000
_FORMS = TypeAdapter(dict[str, dict[AnswerForm, Tally]])


class FormStore:
    """What was learned about forms, in one file.

    Args:
        path: the file; made when there is something to keep.
    """

    def __init__(self, path: Path) -> None:
        """Keep it in the file at ``path``."""
        self._path = path

    def memory(self) -> FormMemory:
        """A memory that begins with what is kept, and keeps what it learns.

        A file that cannot be read counts as none, and says so once: the memory's ``remark``.
        """
        remark, known = "", {}
        try:
            known = _FORMS.validate_json(read_regular_file(self._path, _MAX_FILE_BYTES))
        except FileNotFoundError:
            pass
        except (OSError, ValidationError):
            remark = (
                f"What was learned about the models' answers in {self._path.name} cannot be read, "
                "so it is learned anew."
            )
        return FormMemory(known, self._keep, remark)

    def _keep(self, known: Mapping[str, FormTallies]) -> None:
        """Write it whole or not at all; a disk that refuses costs a few calls in the next run."""
        temporary = self._path.with_name(f"{self._path.name}.new")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(_FORMS.dump_json({key: dict(one) for key, one in known.items()}))
            temporary.replace(self._path)
