"""Decision marks such as ``[R3]`` in a section: tidied, and put where the LLM dropped them."""

import re
from collections.abc import Collection, Sequence

from engine.phases.plan.reflection import reflects
from engine.phases.plan.statements import MARK, statements_in
from models.contradiction import Contradiction
from models.documents import Statement, StatementKind

_SEVERAL = re.compile(r"\[(R\d{1,4}(?:\s*[,;/]\s*R\d{1,4})+)\]")
_FENCED = re.compile(r"\s*```(?:markdown|md)?[ \t]*\n(.*?)\n?```\s*", re.DOTALL | re.IGNORECASE)


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
    fenced = _FENCED.fullmatch(markdown)
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
        applying = next((one for one in statements_in(text) if reflects(one, contradiction)), None)
        if applying is not None:
            place = _end_of(applying)
            text = f"{text[:place]} {contradiction.mark}{text[place:]}"
    return text


def _end_of(statement: Statement) -> int:
    """Where a mark belongs: after a sentence, and inside the last cell of a table row."""
    if statement.kind is StatementKind.TABLE_ROW:
        body = statement.quote.rstrip()
        if body.endswith("|"):
            return statement.ref.start + len(body[:-1].rstrip())
    return statement.ref.end
