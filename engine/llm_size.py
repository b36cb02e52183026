"""How large an LLM is: whether its word alone may settle anything, and how it is best asked."""

import re

_SMALL_BILLIONS = 6.5
"""Below the class of 7B, whose LLMs have from 6.7 billion parameters on."""

_TINY_BILLIONS = 5.0
"""Between the class of 3–4B, whose LLMs have up to 4.5 billion parameters, and that of 7B.

An LLM of that class is asked for the sentence that answers a question, which is an easier task than
to list by itself all that matters (CONTRADICTIONS.md §3, degrading).
"""

_SIZE = re.compile(r"(?:(?P<experts>\d+)\s?x\s?)?(?P<count>\d+(?:\.\d+)?)\s?(?P<unit>[KMBT])", re.I)
_BILLIONS_OF = {"K": 1e-6, "M": 1e-3, "B": 1.0, "T": 1e3}


def is_small(parameter_size: str) -> bool:
    """Whether a size such as "3.2B" lies below 7B; one that is not known counts as large."""
    billions = billions_of(parameter_size)
    return billions is not None and billions < _SMALL_BILLIONS


def is_tiny(parameter_size: str) -> bool:
    """Whether a size is of the class of 3–4B or below it; one that is not known counts as large."""
    billions = billions_of(parameter_size)
    return billions is not None and billions < _TINY_BILLIONS


def billions_of(parameter_size: str) -> float | None:
    """A size such as "8x7B" in billions of parameters; ``None`` if it says nothing."""
    size = _SIZE.fullmatch(parameter_size.strip())
    if size is None:
        return None
    billions = float(size["count"]) * _BILLIONS_OF[size["unit"].upper()]
    return billions * int(size["experts"] or 1)
