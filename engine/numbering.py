"""Statements with short ids, as prompts show them, such as ``[M7] Launch on 11 May``.

An LLM names ids and never writes a quote, so every quote is exact by construction
(CONTRADICTIONS.md §1.2). Ids are aliases for one prompt; what is stored is the exact place.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.statements import plain_text
from models.brief import Brief
from models.contradiction import BRIEF_SIDE, HOUSE_RULE_SIDE
from models.documents import (
    BRIEF_ID,
    Document,
    Statement,
    StatementKind,
    StatementRef,
    attachment_document_id,
    fact_document_id,
    rule_document_id,
)
from models.rules import HouseRule

_BRIEF_LETTER = "B"
_FACT_LETTER = "F"
_ATTACHMENT_LETTER = "A"
_RULE_LETTER = "H"
_DECISION_LETTER = "R"
_ALPHABET = "CDEGIJMNOPQSTUVWXYZ"
"""Without the letters above, and without K and L, which examples in prompts use."""

_NOTED = "[already noted]"


@dataclass(frozen=True, slots=True)
class CutDocument:
    """A document and its statements."""

    document: Document
    statements: tuple[Statement, ...]

    @property
    def belongs_to_brief(self) -> bool:
        """Whether it is the user's own word rather than a specialist's."""
        return is_of_brief(self.document.document_id)

    @property
    def side_name(self) -> str:
        """What a side in this document is called."""
        if is_house_rule(self.document.document_id):
            return HOUSE_RULE_SIDE
        return BRIEF_SIDE if self.belongs_to_brief else self.document.title


def is_of_brief(document_id: str) -> bool:
    """Whether a document is the user's: the brief, a fixed fact, an attachment, a house rule."""
    return document_id == BRIEF_ID or document_id.startswith(("fact/", "attachment/", "rule/"))


def is_binding(document_id: str) -> bool:
    """Whether a document always holds: the brief or a fixed fact; an attachment is background."""
    return document_id == BRIEF_ID or is_fact(document_id)


def is_fact(document_id: str) -> bool:
    """Whether a document is a fixed fact, which holds even against the brief's text."""
    return document_id.startswith("fact/")


def is_house_rule(document_id: str) -> bool:
    """Whether a document is a house rule, which ranks just below the brief."""
    return document_id.startswith("rule/")


def brief_documents(brief: Brief, rules: Sequence[HouseRule] = ()) -> tuple[Document, ...]:
    """The brief as documents: its text, each fixed fact, each attachment, each house rule."""
    facts = (
        Document(document_id=fact_document_id(index), title="Fixed fact", text=fact.sentence)
        for index, fact in enumerate(brief.facts)
    )
    attachments = (
        Document(document_id=attachment_document_id(index), title=one.name, text=one.text)
        for index, one in enumerate(brief.attachments)
    )
    standing = (
        Document(document_id=rule_document_id(index), title="House rule", text=rule.text)
        for index, rule in enumerate(rules)
    )
    text = Document(document_id=BRIEF_ID, title="Brief", text=brief.text)
    return (text, *facts, *attachments, *standing)


class NumberedDocuments:
    """Documents with an id for every statement, for one or more prompts.

    Args:
        documents: the brief's first, then the specialists'.
    """

    def __init__(self, documents: Sequence[CutDocument]) -> None:
        """Number all statements."""
        self.documents = tuple(documents)
        self._by_id: dict[str, tuple[CutDocument, Statement]] = {}
        self._ids: dict[StatementRef, str] = {}
        self._lines: dict[str, list[str]] = {}
        counts: dict[str, int] = {}
        for cut, letters in zip(self.documents, _letters(self.documents), strict=True):
            lines = self._lines.setdefault(cut.document.document_id, [])
            for statement in cut.statements:
                counts[letters] = counts.get(letters, 0) + 1
                alias = f"{letters}{counts[letters]}"
                self._by_id[alias] = (cut, statement)
                self._ids[statement.ref] = alias
                lines.append(f"[{alias}] {shown_line(statement)}")

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, in document order."""
        return tuple(self._by_id)

    @property
    def binding_ids(self) -> tuple[str, ...]:
        """The ids of brief, facts and house rules, which settle things; not of attachments."""
        return tuple(
            alias
            for alias, (cut, _) in self._by_id.items()
            if is_binding(cut.document.document_id) or is_house_rule(cut.document.document_id)
        )

    def find(self, alias: str) -> tuple[CutDocument, Statement] | None:
        """What an id stands for; ``None`` for one that is not in this prompt."""
        return self._by_id.get(alias.strip().strip("[]").upper())

    def id_of(self, statement: Statement) -> str:
        """The id of a statement of these documents."""
        return self._ids[statement.ref]

    def document_of(self, statement: Statement) -> CutDocument:
        """The document a statement of these documents stands in."""
        return self._by_id[self.id_of(statement)][0]

    def text(
        self, only: Iterable[Statement] | None = None, masked: Collection[StatementRef] = ()
    ) -> str:
        """The documents as the prompt shows them.

        Args:
            only: show these statements and leave out the specialists' others; ``None`` shows all.
            masked: of these statements of specialists, show only that they have been noted.
        """
        wanted = None if only is None else {one.ref for one in only}
        shown = {
            cut.document.document_id: self._lines_of(cut, wanted, masked) for cut in self.documents
        }
        parts = self._given(shown)
        for cut in self.documents:
            lines = shown[cut.document.document_id]
            if not cut.belongs_to_brief and lines:
                title = untagged(cut.document.title).replace('"', "'")
                parts += [f'<document by="{title}">', *lines, "</document>"]
        return "\n".join(parts)

    def _given(self, shown: Mapping[str, list[str]]) -> list[str]:
        """What the user has given: the brief with all that belongs to it, then house rules."""
        brief: list[str] = []
        rules: list[str] = []
        for cut in self.documents:
            if cut.belongs_to_brief:
                is_rule = is_house_rule(cut.document.document_id)
                (rules if is_rule else brief).extend(shown[cut.document.document_id])
        standing = ["<house_rules>", *rules, "</house_rules>"] if rules else []
        return ["<brief>", *brief, "</brief>", *standing]

    def _lines_of(
        self, cut: CutDocument, wanted: set[StatementRef] | None, masked: Collection[StatementRef]
    ) -> list[str]:
        lines = self._lines[cut.document.document_id]
        if masked and not cut.belongs_to_brief:
            lines = [
                f"[{self.id_of(one)}] {_NOTED}" if one.ref in masked else line
                for line, one in zip(lines, cut.statements, strict=True)
            ]
        if wanted is None or cut.belongs_to_brief:
            return lines
        return [line for line, one in zip(lines, cut.statements, strict=True) if one.ref in wanted]


def shown_line(statement: Statement) -> str:
    """A statement as one line: what cannot leave its line cannot pretend to be another."""
    text = plain_text(statement.quote)
    if statement.kind is StatementKind.HEADING:
        text = f"# {text}"
    elif statement.kind is StatementKind.TABLE_ROW and statement.columns:
        text = f"{text} (columns: {' | '.join(statement.columns)})"
    return untagged(text)


def untagged(text: str) -> str:
    """Text that cannot be taken for a tag, such as the end of its document."""
    return text.replace("<", "\u2039").replace(">", "\u203a")


def _letters(documents: Sequence[CutDocument]) -> list[str]:
    """Unique letters per document: the first free one of its title, else of the alphabet."""
    taken = {_BRIEF_LETTER, _FACT_LETTER, _ATTACHMENT_LETTER, _RULE_LETTER, _DECISION_LETTER}
    letters = []
    for cut in documents:
        document_id = cut.document.document_id
        if document_id == BRIEF_ID:
            letters.append(_BRIEF_LETTER)
        elif is_fact(document_id):
            letters.append(_FACT_LETTER)
        elif is_house_rule(document_id):
            letters.append(_RULE_LETTER)
        elif cut.belongs_to_brief:
            letters.append(_ATTACHMENT_LETTER)
        else:
            candidates = [char for char in cut.document.title.upper() if char in _ALPHABET]
            candidates += list(_ALPHABET) + [
                f"{one}{two}" for one in _ALPHABET for two in _ALPHABET
            ]
            chosen = next(one for one in candidates if one not in taken)
            taken.add(chosen)
            letters.append(chosen)
    return letters
