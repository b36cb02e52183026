"""Where sentences end, in English, German and scripts that need no space after a full stop.

Own rules, because no library fits: pysbd 0.3.4 (last release 2021) finds its character spans by
searching for the sentences afterwards, tears "approx. 40" and puts the closing ``**`` of a bold
sentence into the next one; syntok and the statistical segmenters know nothing of Markdown and
return tokens, not places.
"""

import re
from collections.abc import Iterator

from engine.statements.abbreviations import (
    BEFORE_ORDINAL,
    MONTHS,
    NEVER_LAST,
    NEVER_LAST_BEFORE_NUMBER,
    OPENERS,
    SOMETIMES_LAST,
)

_WIDE_STOPS = r"\u3002\uff01\uff1f\uff61"  # 。 and its like; they need no space after them
_STOPS = r".!?…؟।\u203c\u2049"
_OPEN_MARKS = r""""'“„\u201a‘«»\u2039\u203a"""  # « and » open in one language and close in another
_STOP = re.compile(
    rf"(?P<wide>[{_WIDE_STOPS}]+)[”’\u300d\u300f\uff09\u3011)\]*_]*"
    rf"""|(?<![{_STOPS}])(?P<stop>[{_STOPS}]++)(?:["'”’“‘»«\u203a\u2039)\]}}*_~`]|\[\^[^\]\s]+\])*(?=\s)"""
)
_NEXT = re.compile(rf"[\s{_OPEN_MARKS}(\[{{*_~`¿¡]*(?P<word>\w[\w'’-]*)?")
_LAST_WORD = re.compile(rf"(?:^|[\s({_OPEN_MARKS}\[*_~–—])([^\s({_OPEN_MARKS}\[*_~–—]*)$")
_SPELLED_OUT = re.compile(r"^(?:[^\W\d_]\.)+[^\W\d_]$")
_WORD = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]|\d\s+\S")
_CODE_SPAN = re.compile(r"(`+)[^`\n]+\1")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """The places of the sentences of one paragraph, without the white space around them."""
    code = [match.span() for match in _CODE_SPAN.finditer(text)] if "`" in text else []
    start = 0
    for stop in _STOP.finditer(text):
        if any(first < stop.start() < last - 1 for first, last in code):
            continue
        if _ends_sentence(text, start, stop):
            yield from _trimmed(text, start, stop.end())
            start = stop.end()
    yield from _trimmed(text, start, len(text))


def ends_with_stop(text: str) -> bool:
    """Whether a text ends as a sentence does, not with the stop of an abbreviation or number."""
    stops = list(_STOP.finditer(text.rstrip() + " "))
    if not stops or text[stops[-1].end() :].strip():
        return False
    if text[stops[-1].start("stop") : stops[-1].end("stop")] != ".":
        return True
    last = _word_before(text, 0, stops[-1].start())
    return not (re.fullmatch(r"\d{1,3}", last) or _is_abbreviation(last.casefold()))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    body = piece.strip()
    if body:
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(body)


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    if stop["wide"]:
        return True
    following = _NEXT.match(text, stop.end())
    word = (following["word"] or "") if following else ""
    if word[:1].islower() or not _WORD.search(text, start, stop.start()):
        return False
    if stop["stop"] != ".":
        return True
    last = _word_before(text, start, stop.start())
    if re.fullmatch(r"\d{1,2}", last):
        return not _is_ordinal(text, start, stop.start(), last, word)
    return not _stays_open(text, start, stop.start(), last, word)


def _word_before(text: str, start: int, end: int) -> str:
    """The last word of ``text[start:end]``."""
    match = _LAST_WORD.search(text, max(start, end - 40), end)
    return match[1] if match else ""


def _is_ordinal(text: str, start: int, end: int, number: str, word: str) -> bool:
    """Whether "14." is a German ordinal, as in "14. März" and "im 2. Quartal"."""
    following = word.casefold()
    if following in OPENERS:
        return False
    before = _word_before(text, start, end - len(number) - 1).casefold()
    return following in MONTHS or before in BEFORE_ORDINAL


def _stays_open(text: str, start: int, end: int, last: str, word: str) -> bool:
    """Whether the full stop behind ``last`` belongs to an abbreviation or an initial."""
    known, opens = last.casefold(), word.casefold() in OPENERS
    if known in NEVER_LAST or (word[:1].isdigit() and known in NEVER_LAST_BEFORE_NUMBER):
        return True
    if len(last) == 1 and last.isalpha():
        # The B of "z. B." is followed by anything; an initial is not followed by "The".
        spaced = re.search(r"\b[^\W\d_]\.\s?$", text[max(start, end - 5) : end - 1]) is not None
        return last.islower() or spaced or not opens
    return (known in SOMETIMES_LAST or bool(_SPELLED_OUT.match(last))) and not opens


def _is_abbreviation(word: str) -> bool:
    return (
        word in NEVER_LAST
        or word in NEVER_LAST_BEFORE_NUMBER
        or (len(word) == 1 and word.isalpha())
        or bool(_SPELLED_OUT.match(word))
    )
