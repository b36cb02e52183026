"""Decision marks such as ``[R3]`` in a section: tidied, and put where the LLM dropped them."""

import re
from collections.abc import Collection, Sequence

from engine.phases.plan.reflection import closeness, kept_values, reflects
from engine.phases.plan.statements import MARK, statements_in
from models.contradiction import Contradiction
from models.documents import Statement, StatementKind

_SEVERAL = re.compile(r"\[(R\d{1,4}(?:\s*[,;/]\s*R\d{1,4})+)\]")
_CLOSE = 0.6
"""The share of a decision's telling words that a sentence must have to be taken to apply it."""
_FENCED = re.compile(r"\s*```(?:markdown|md)?[ \t]*\n(.*?)\n?```\s*", re.DOTALL | re.IGNORECASE)
_FENCED_WITHOUT_END = re.compile(
    r"\s*```(?:markdown|md)[ \t]*\n((?:(?!```).)*)", re.DOTALL | re.IGNORECASE
)


def marks_in(markdown: str) -> tuple[int, ...]:
    """The numbers of the marks, in order of first appearance."""
    return tuple(dict.fromkeys(int(number) for number in MARK.findall(markdown)))


def tidied(markdown: str, title: str, known: Collection[int]) -> str:
    """A section without what LLMs like to add.

    Args:
        markdown: what arrived.
        title: the section's heading, which code writes.
        known: numbers of decisions there are; marks of others are invented and removed.
    """
    fenced = _FENCED.fullmatch(markdown) or _FENCED_WITHOUT_END.fullmatch(markdown)
    text = (fenced[1] if fenced else markdown).strip()
    first, _, rest = text.partition("\n")
    if first.strip().strip("#*_ :").casefold() == title.strip().casefold():
        text = rest.lstrip("\n")
    text = _SEVERAL.sub(
        lambda match: " ".join(f"[{one}]" for one in re.findall(r"R\d+", match[1])), text
    )
    text = re.sub(
        r"[ \t]?\[R(\d{1,4})\]", lambda match: match[0] if int(match[1]) in known else "", text
    )
    return text.strip()


def with_missing_marks(markdown: str, contradictions: Sequence[Contradiction]) -> str:
    """The section with a mark after sentences that apply a decision the LLM left unmarked.

    A decision that no sentence applies gets no mark: the check reports it.
    """
    text = markdown
    for contradiction in contradictions:
        if contradiction.number in marks_in(text):
            continue
        applying = _applying(statements_in(text), contradiction)
        if applying is not None:
            place = _end_of(applying)
            text = f"{text[:place]} {contradiction.mark}{text[place:]}"
    return text


def _applying(statements: Sequence[Statement], contradiction: Contradiction) -> Statement | None:
    """The first sentence that has a value the decision keeps, or the one nearest to its words."""
    if kept_values(contradiction):
        return next((one for one in statements if reflects(one, contradiction)), None)
    scored = [(closeness(one, contradiction), one) for one in statements]
    best, nearest = max(scored, key=lambda one: one[0], default=(0.0, None))
    return nearest if best >= _CLOSE else None


def _end_of(statement: Statement) -> int:
    """Where a mark belongs: after a sentence, and inside the last cell of a table row."""
    if statement.kind is StatementKind.TABLE_ROW:
        body = statement.quote.rstrip()
        if body.endswith("|"):
            return statement.ref.start + len(body[:-1].rstrip())
    return statement.ref.end
