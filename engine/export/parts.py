"""What an export may hold."""

from collections.abc import Collection
from enum import StrEnum

from engine.errors import InputError


class ExportPart(StrEnum):
    """The parts of an export, in their order."""

    FACTS = "facts"
    """When, where and with what the run was made, and the brief with its fixed facts."""
    PLAN = "plan"
    DECISIONS = "decisions"
    """A table of all decisions with their basis."""
    CONTRADICTIONS = "contradictions"
    """What was compared, and every contradiction with the sentences it rests on."""
    ALIGNMENT = "alignment"
    """Whether the parts fit: activities, what does not fit, and what nobody answers."""
    WORKERS = "workers"
    """What each worker wrote, word for word."""


ALL_PARTS = tuple(ExportPart)


def parse_parts(text: str) -> tuple[ExportPart, ...]:
    """The parts named in ``text``, such as "plan,decisions", each once and in their order.

    Raises:
        InputError: no part is named, or one is unknown.
    """
    names = {name.strip().casefold() for name in text.split(",")} - {""}
    known = ", ".join(ALL_PARTS)
    if unknown := sorted(names - set(ALL_PARTS)):
        raise InputError(f"An export has no part {unknown[0]!r}.", f"Known parts are: {known}.")
    if not names:
        raise InputError("No part to export is named.", f"Known parts are: {known}.")
    return tuple(part for part in ALL_PARTS if part in names)


def in_order(parts: Collection[ExportPart]) -> tuple[ExportPart, ...]:
    """Each part once, in the order of an export."""
    return tuple(part for part in ALL_PARTS if part in parts)
