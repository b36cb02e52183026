"""The JSON schema of the finder's answer.

Plain on purpose: enums, no patterns, short bounded strings, rows instead of objects keyed by id,
and keys whose alphabetical order is the order wanted, because some servers emit them that way
(CONTRADICTIONS.md §5).
"""

from collections.abc import Sequence
from typing import Any

from engine.finder_limits import BECAUSE_CHARS, DECISION_CHARS, FINDINGS_LIMIT, SUBJECT_CHARS

NO_ID = "none"

LABELS = ("contradiction", "tension", "gap", "duplicate", "compatible")
RULES = ("brief", "house_rule", "hard_limit", "arithmetic", "topic_owner", "needs_you")
SEVERITIES = ("high", "medium", "low")


def findings_schema(
    ids: Sequence[str], binding_ids: Sequence[str], topics: Sequence[str]
) -> dict[str, Any]:
    """The schema for one prompt.

    Args:
        ids: all statement ids of the prompt.
        binding_ids: those of the brief, its facts, and house rules.
        topics: ids of the team topics.
    """
    row = {
        "at": {
            "type": "array",
            "items": {"type": "string", "enum": list(ids)},
            "minItems": 2,
            "maxItems": 4,
        },
        "because": _text(BECAUSE_CHARS),
        "decision": _text(DECISION_CHARS),
        "evidence": _one_of([*binding_ids, NO_ID]),
        "keep": _one_of([*ids, NO_ID]),
        "label": _one_of(LABELS),
        "rule": _one_of(RULES),
        "severity": _one_of(SEVERITIES),
        "subject": _text(SUBJECT_CHARS),
        "topic": _one_of(topics),
    }
    return {
        "type": "object",
        "properties": {
            "findings": {
                "type": "array",
                "items": {"type": "object", "properties": row, "required": list(row)},
                "maxItems": FINDINGS_LIMIT,
            }
        },
        "required": ["findings"],
    }


def _text(max_chars: int) -> dict[str, Any]:
    return {"type": "string", "maxLength": max_chars}


def _one_of(values: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}
