"""What the demo answers about its plan: whether it keeps decisions, and paragraphs that do.

The plan is written beforehand and the decisions are not: the user may rule otherwise.
"""

import json
import re
from collections.abc import Iterator

from engine.backends.demo.script import DemoScript

_DECISION = re.compile(r"^R(\d+) \([^\n]*?\)(?: \(open:[^)\n]*\))?: (.*)$", re.MULTILINE)
_NUMBERED = re.compile(r"^\[(P\d+)\] (.*?)(?=\n\n\[P\d+\] |\n</plan)", re.MULTILINE | re.DOTALL)
_PARAGRAPH = re.compile(r"^<paragraph>\n(.*)\n</paragraph>", re.MULTILINE | re.DOTALL)
_BEGIN = re.compile(r"[.!?\]][ \t]+|\n[ \t]*(?:[-*][ \t]+)?|^[ \t]*[-*][ \t]+")


def check_json(script: DemoScript, prompt: str) -> str:
    """Which decisions the plan keeps: those it was written for, and those it says word for word."""
    written_for = {one.decision for one in script.findings}
    paragraphs = _NUMBERED.findall(prompt)
    rows = []
    for number, text in _DECISION.findall(prompt):
        marked = [(key, words) for key, words in paragraphs if f"[R{number}]" in words]
        is_kept = text in written_for or any(text in words for _, words in marked)
        rows.append(
            {
                "because": "It says so." if is_kept else "It says what was decided before.",
                "paragraph": marked[0][0] if marked else "none",
                "resolution": f"R{number}",
                "status": ("honoured" if is_kept else "violated") if marked else "absent",
            }
        )
    return json.dumps({"rows": rows}, ensure_ascii=False)


def repaired(prompt: str) -> str | None:
    """The paragraph with each decision in place of the sentence marked with it."""
    found = _PARAGRAPH.search(prompt)
    if found is None:
        return None
    paragraph = found[1]
    for number, text in _DECISION.findall(prompt.partition("What is wrong")[0]):
        mark = f"[R{number}]"
        place = paragraph.find(mark)
        if place < 0 and paragraph.startswith("|"):
            continue
        if place < 0:
            paragraph = f"{paragraph} {text} {mark}"
        else:
            begin = max(_beginnings(paragraph[:place].rstrip()[:-1]), default=0)
            paragraph = f"{paragraph[:begin]}{text} {paragraph[place:]}"
    return paragraph


def _beginnings(text: str) -> Iterator[int]:
    """Where sentences begin."""
    return (match.end() for match in _BEGIN.finditer(text))
