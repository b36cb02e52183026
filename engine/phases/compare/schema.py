"""The JSON schema of the finder's answer."""

from collections.abc import Sequence
from typing import Any

from engine.answers import array_of, one_of, rows_schema, text_up_to
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
        "at": array_of(one_of(ids), 2, 4),
        "because": text_up_to(BECAUSE_CHARS),
        "decision": text_up_to(DECISION_CHARS),
        "evidence": one_of([*binding_ids, NO_ID]),
        "keep": one_of([*ids, NO_ID]),
        "label": one_of(LABELS),
        "rule": one_of(RULES),
        "severity": one_of(SEVERITIES),
        "subject": text_up_to(SUBJECT_CHARS),
        "topic": one_of(topics),
    }
    return rows_schema("findings", row, FINDINGS_LIMIT)
