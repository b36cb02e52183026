"""How much of an alignment is shown; a long list teaches people to ignore it."""

ROWS_LIMIT = 24
MISALIGNMENTS_LIMIT = 12
GAPS_LIMIT = 12

ROW_TOKENS = 84
"""Nine keys with an id each, as JSON."""

ANSWER_TOKENS = (ROWS_LIMIT + GAPS_LIMIT) * ROW_TOKENS
"""The length limit of the LLM's answer."""
