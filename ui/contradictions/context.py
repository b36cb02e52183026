"""What stands right before and right behind a quote in its document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.contradiction import Side
from models.documents import StatementRef
from models.run import Run
from ui.contradictions.words import plain

_SENTENCE = re.compile(r".+?(?:[.!?…][\"”’)*_]*(?=\s)|$)\s*")
_SIGNS = re.compile(r"^\s*(?:[-*+]\s+|\d+[.)]\s+|#{1,6}\s+|>\s*)*")
_DELIMITER_ROW = re.compile(r"^[\s|:-]+$")


@dataclass(frozen=True, slots=True)
class Context:
    """One sentence before a quote and one behind it; empty where there is none."""

    before: str = ""
    after: str = ""


def context_of(run: Run, side: Side) -> Context:
    """The context of a side in the version of the text that it quotes."""
    text = text_of(run, side.ref)
    if text[side.start : side.end] != side.quote:
        return Context()
    before = _nearest(reversed(text[: side.start].split("\n")), is_last=True)
    after = _nearest(text[side.end :].split("\n"), is_last=False)
    return Context(plain(before), plain(after))


def text_of(run: Run, ref: StatementRef) -> str:
    """The version of the text that a reference points into; empty if it is not known."""
    kind, _, name = ref.document_id.partition("/")
    if kind == "brief":
        return run.brief.text
    if kind == "attachment":
        return run.brief.attachments[int(name) - 1].text
    if kind == "rule":
        return run.house_rules[int(name) - 1].text
    if kind == "fact":
        return run.brief.facts[int(name) - 1].sentence
    texts = (*run.contributions, *run.earlier_versions)
    return next((one.text for one in texts if one.slot == name and one.version == ref.version), "")


def _nearest(lines: Iterable[str], *, is_last: bool) -> str:
    """The sentence next to the quote, in the first of ``lines`` that has words."""
    for line in lines:
        words = _SIGNS.sub("", line).strip()
        if not any(letter.isalnum() for letter in words) or _DELIMITER_ROW.match(line):
            continue
        if words.startswith("|") or words.endswith("|"):
            return words
        sentences: list[str] = [
            one for one in _SENTENCE.findall(words) if any(map(str.isalnum, one))
        ]
        return sentences[-1 if is_last else 0]
    return ""
