"""Cuts Markdown into statements, the smallest things that can be quoted, with their places."""

from engine.statements.cells import cells_of
from engine.statements.cutter import STATEMENT_CUTTER_VERSION, cut
from engine.statements.plain import plain_text
from engine.statements.spoken import in_words
from engine.statements.torn import drop_torn_last

__all__ = [
    "STATEMENT_CUTTER_VERSION",
    "cells_of",
    "cut",
    "drop_torn_last",
    "in_words",
    "plain_text",
]
