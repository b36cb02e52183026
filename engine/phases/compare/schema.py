"""The JSON schema of the finder's answer.

Plain on purpose: enums, no patterns, short bounded strings, rows instead of objects keyed by id,
and keys whose alphabetical order is the order wanted, because some servers emit them that way
(CONTRADICTIONS.md §5).
"""

from collections.abc import Sequence
from typing import Any

NO_ID = "none"

LABELS = ("contradiction", "tension", "gap", "duplicate", "compatible")
RULES = ("brief", "hard_limit", "arithmetic", "topic_owner", "needs_you")
SEVERITIES = ("high", "medium", "low")


def findings_schema(
    ids: Sequence[str], brief_ids: Sequence[str], topics: Sequence[str], limit: int
) -> dict[str, Any]:
    """The schema for one prompt.

    Args:
        ids: all statement ids of the prompt.
        brief_ids: those of the brief, its facts and attachments.
        topics: ids of the team topics.
        limit: at most so many findings.
    """
    row = {
        "at": {
            "type": "array",
            "items": {"type": "string", "enum": list(ids)},
            "minItems": 2,
            "maxItems": 4,
        },
        "because": _text(220),
        "decision": _text(240),
        "evidence": _one_of([*brief_ids, NO_ID]),
        "keep": _one_of([*ids, NO_ID]),
        "label": _one_of(LABELS),
        "rule": _one_of(RULES),
        "severity": _one_of(SEVERITIES),
        "subject": _text(60),
        "topic": _one_of(topics),
    }
    return {
        "type": "object",
        "properties": {
            "findings": {
                "type": "array",
                "items": {"type": "object", "properties": row, "required": list(row)},
                "maxItems": limit,
            }
        },
        "required": ["findings"],
    }


def _text(max_chars: int) -> dict[str, Any]:
    return {"type": "string", "maxLength": max_chars}


def _one_of(values: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}
