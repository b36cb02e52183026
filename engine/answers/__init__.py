"""One robust way to ask an LLM for rows: forms, a repair, fallbacks, and what is remembered."""

from engine.answer_forms import AnswerForm, FormMemory, FormTallies, Tally
from engine.answers.asking import LineForm, RowCheck, RowsAnswer, ask_rows
from engine.answers.rows import MAX_TEXT_CHARS, UnreadableAnswer, read_rows, text_of
from engine.answers.schema import (
    array_of,
    bare,
    misfit_of,
    one_of,
    rows_schema,
    text_up_to,
    worst_case_tokens,
)

__all__ = [
    "MAX_TEXT_CHARS",
    "AnswerForm",
    "FormMemory",
    "FormTallies",
    "LineForm",
    "RowCheck",
    "RowsAnswer",
    "Tally",
    "UnreadableAnswer",
    "array_of",
    "ask_rows",
    "bare",
    "misfit_of",
    "one_of",
    "read_rows",
    "rows_schema",
    "text_of",
    "text_up_to",
    "worst_case_tokens",
]
