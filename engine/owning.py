"""Who owns what: told in a column, behind "Owner:", or by a verb."""

import re

from engine.statements import cells_of
from engine.values import values_in
from models.documents import Statement, StatementKind

_TITLE = re.compile(
    r"^(?:owners?|owned by|who|responsible|responsibility|lead|accountable|in charge"
    r"|wer|verantwortlich\w*|zuständig\w*|leitung)$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"[(\[]?\b(?:owner|owned by|responsible|accountable|verantwortlich|zuständig)\s*[:=–—-]\s*"
    r"(?P<owner>[^.;,|()\[\]\n]{2,60})[)\]]?",
    re.IGNORECASE,
)
_LABELLED_OF = re.compile(
    r"^\W*(?:owners?|lead|responsib\w+|verantwortlich\w*|zuständig\w*)\s+(?:of|for|für)\s+"
    r"(?P<what>[^.:;|\n]{3,60}):\s+(?P<owner>[^.;,|()\n]{2,60})",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"^(?!(?:An?|Eine?)\s)(?P<owner>(?:(?:The|Der|Die|Das)\s+)?[^\W\d_][\w&'’-]*"
    r"(?:\s+[\w&'’-]+){0,4}?)\s+"
    r"(?:owns|(?:is|are) (?:responsible|accountable) for|(?:is|are) in charge of"
    r"|decides? (?:on|about)|verantworte[tn]|(?:ist|sind) (?:verantwortlich|zuständig) für"
    r"|entscheide[tn] über)\s+(?P<what>.{3,})$",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = frozenset(
    ("nobody", "no one", "niemand", "it", "this", "that", "which", "who", "he", "she", "es", "wer")
)


def owner_told(statement: Statement, words: str) -> tuple[str, str] | None:
    """Who owns what by a statement; ``None`` where it does not say.

    Args:
        statement: a sentence, list item or table row.
        words: what it says, as plain text on one line.
    """
    if labelled := owner_labelled(statement, words):
        return labelled
    is_row = statement.kind is StatementKind.TABLE_ROW
    told = None if is_row else _VERB.match(words)
    if told and told["owner"].casefold() not in _NOBODY:
        return told["owner"], told["what"].rstrip(" .")
    return None


def owner_labelled(statement: Statement, words: str) -> tuple[str, str] | None:
    """Who owns what by a column of owners or a label, and not by a verb."""
    cells = cells_of(statement)
    if cells:
        owner = next((text for title, text in cells if _TITLE.match(title.strip())), "")
        rest = [text for title, text in cells if text and not _TITLE.match(title.strip())]
        work = [text for text in rest if not _is_value(text)] or rest
        return (owner, work[0]) if owner and work and not _is_value(owner) else None
    if named := _LABELLED_OF.match(words):
        return named["owner"], named["what"]
    if labelled := _LABELLED.search(words):
        rest_of = f"{words[: labelled.start()]}{words[labelled.end() :]}".strip(" .;,–—-")
        return labelled["owner"], rest_of or statement.heading
    return None


def _is_value(text: str) -> bool:
    written = "".join(value.written for value in values_in(text))
    return bool(written) and len(written) >= len(text) * 0.6
