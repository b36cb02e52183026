"""How much a finder may answer: its schema, its length limit and the window follow from this."""

FINDINGS_LIMIT = 12
"""More than this would teach people to ignore the list (CONTRADICTIONS.md §1.6)."""

BECAUSE_CHARS = 220
DECISION_CHARS = 240
SUBJECT_CHARS = 60

_ROW_TOKENS = 110
"""Keys, ids and labels of one finding."""

_CHARS_PER_TOKEN = 3
"""Fewer than English has; Chinese has about one, but says the same in far fewer characters."""

FINDER_TOKENS = FINDINGS_LIMIT * (
    _ROW_TOKENS + (BECAUSE_CHARS + DECISION_CHARS + SUBJECT_CHARS) // _CHARS_PER_TOKEN
)
"""The length limit of the finder's answer; what is complete of a longer one still counts."""

FEWEST_FINDER_TOKENS = 600
"""Two or three findings; for less it is not worth asking."""

MOST_ROWS_READ = 4 * FINDINGS_LIMIT
"""An LLM that repeats itself is not read to its end."""

PAIR_FINDINGS_LIMIT = 8
"""Two texts rarely clash in more places; eight rows also absorb close calls."""

CLAIMS_LIMIT = 20
"""More commitments of one text would bury the binding ones, and no window is endless."""

CLAIM_CHARS = 160

SHEET_QUESTIONS = 12
"""Of an answer sheet: enough for what texts clash on, and few enough to stand in one prompt."""

ANSWER_CHARS = 120

ANSWERS_COMPARED = 8
"""To one question at once: more would be a long list again, which LLMs below 5B are spared."""

ANSWER_FINDINGS_LIMIT = 3
"""Of answers to one question: more would say the same again."""

MEANING_CHARS = 160

CANDIDATES_CHECKED = 12
"""More second looks cost more time than the list is worth (CONTRADICTIONS.md §3)."""

CANDIDATES_CHECKED_SMALL = 8
"""For LLMs below 7B, whose lists are longer and whose looks are worth less."""

CANDIDATES_LISTED = 24
"""The best of all that are found; what is not looked at again is listed as worth a look."""
