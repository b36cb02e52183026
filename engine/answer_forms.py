"""Which form of asking works with which LLM on which server, learned from what happened."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from models.base import Record


class AnswerForm(StrEnum):
    """How rows are asked for; each is the fallback of the one before it."""

    SCHEMA = "schema"
    """The server holds the LLM to the schema; thinking is switched off."""
    UNSWITCHED = "unswitched"
    """The same without the switch: some servers forget the schema where it is sent (#14645)."""
    WORDS = "words"
    """JSON is only asked for in words."""
    LINES = "lines"
    """Plain lines, read by code."""


class Tally(Record):
    """How often a form was tried, and how often its answer could be used."""

    tried: int = 0
    worked: int = 0

    @property
    def promise(self) -> float:
        """How likely it is to work; one half where nothing is known."""
        return (self.worked + 1) / (self.tried + 2)

    @property
    def share(self) -> float | None:
        """How often it worked, from 0 to 1; ``None`` if it was never tried."""
        return self.worked / self.tried if self.tried else None

    def after(self, *, worked: bool) -> "Tally":
        """The tally after one more try; the newest twenty or so count."""
        weight = 0.5 if self.tried >= _MEMORY_TRIES else 1.0
        return Tally(
            tried=int(self.tried * weight) + 1, worked=int(self.worked * weight) + int(worked)
        )


_MEMORY_TRIES = 20

FormTallies = Mapping[AnswerForm, Tally]


class FormMemory:
    """Remembers per LLM and server version which form worked; tries that one first.

    Args:
        known: what was learned in earlier runs, by ``key``.
        keep: takes everything that is known, each time something worth keeping was learned.
        remark: what the user should be told of the memory itself; empty if nothing.

    Attributes:
        questions: how often something was asked in this session, and how often an answer could be
            read, in whatever form.
    """

    def __init__(
        self,
        known: Mapping[str, FormTallies] | None = None,
        keep: Callable[[Mapping[str, FormTallies]], None] = lambda _: None,
        remark: str = "",
    ) -> None:
        """Begin with what is known."""
        self._known = {key: dict(tallies) for key, tallies in (known or {}).items()}
        self._keep = keep
        self.remark = remark
        self.questions = Tally()
        self._told: set[tuple[str, AnswerForm]] = set()

    @staticmethod
    def key(digest: str, server: str) -> str:
        """What a form's success depends on: the LLM's weights and the server's version."""
        return f"{digest} on {server}"

    def order(self, key: str, forms: Sequence[AnswerForm]) -> list[AnswerForm]:
        """The forms in the order to try them: the usual one, but what worked better comes first."""
        tallies = self._known.get(key, {})
        working = [one for one in forms if one in tallies and tallies[one].worked]
        best = max(working, key=lambda one: tallies[one].promise, default=forms[0])
        usual = tallies.get(forms[0], Tally()).promise
        first = best if best in working and tallies[best].promise > usual else forms[0]
        return [first, *(one for one in forms if one is not first)]

    def note(self, key: str, form: AnswerForm, *, worked: bool) -> None:
        """Remember what happened; kept where it changes which form comes first."""
        is_new = key not in self._known
        tallies = self._known.setdefault(key, {})
        before = self.order(key, tuple(AnswerForm))[0]
        tallies[form] = tallies.get(form, Tally()).after(worked=worked)
        if is_new or self.order(key, tuple(AnswerForm))[0] is not before:
            self._keep(self._known)

    def note_question(self, *, is_read: bool) -> None:
        """Count a question that is done with, whatever forms it took."""
        before = self.questions
        self.questions = Tally(tried=before.tried + 1, worked=before.worked + int(is_read))

    def is_first_time(self, key: str, form: AnswerForm) -> bool:
        """Whether a fallback to this form has not been told yet in this session."""
        is_first = (key, form) not in self._told
        self._told.add((key, form))
        return is_first
