"""How large an LLM is: whether its word alone may settle anything, and how it is best asked."""

import re

_SMALL_BILLIONS = 6.5
"""Below the class of 7B, whose LLMs have from 6.7 billion parameters on."""

_TINY_BILLIONS = 5.0
"""Between the class of 3–4B, whose LLMs have up to 4.5 billion parameters, and that of 7B.

An LLM of that class is asked for the sentence that answers a question, which is an easier task than
to list by itself all that matters (CONTRADICTIONS.md §3, degrading).
"""

_SIZE = re.compile(
    r"(?:about\s)?(?:(?P<experts>\d+)\s?x\s?)?(?P<count>\d+(?:\.\d+)?)\s?(?P<unit>[KMBT])", re.I
)
_BITS = re.compile(r"(?:I?Q|MXFP|NVFP|BF|F|FP)(?P<bits>\d+)", re.I)
_EXTRA_BITS = 0.6
"""What scales and layers of finer grain add to a weight that is quantised."""

_BILLIONS_OF = {"K": 1e-6, "M": 1e-3, "B": 1.0, "T": 1e3}


def is_small(parameter_size: str) -> bool:
    """Whether a size such as "3.2B" lies below 7B; one that is not known counts as large."""
    billions = billions_of(parameter_size)
    return billions is not None and billions < _SMALL_BILLIONS


def may_settle_alone(parameter_size: str) -> bool:
    """Whether the word of an LLM alone may settle anything: from 7B on.

    One whose size is not known may not: it is most often a small one that somebody has made, and
    a question too many does less harm than a decision too many.
    """
    billions = billions_of(parameter_size)
    return billions is not None and billions >= _SMALL_BILLIONS


def size_from(size_bytes: int, quantization: str) -> str:
    """A size such as "about 8.1B" from that on disk; empty where that says nothing.

    Args:
        size_bytes: on disk; 0 if unknown.
        quantization: as the server says it, such as "Q4_K_M".
    """
    named = _BITS.match(quantization.strip())
    bits = int(named["bits"]) if named else 0
    if not bits or not size_bytes:
        return ""
    billions = size_bytes * 8 / (bits + (_EXTRA_BITS if bits < 16 else 0)) / 1e9
    return f"about {billions:.1f}B"


def is_tiny(parameter_size: str) -> bool:
    """Whether a size is of the class of 3–4B or below it; one that is not known counts as large."""
    billions = billions_of(parameter_size)
    return billions is not None and billions < _TINY_BILLIONS


def billions_of(parameter_size: str) -> float | None:
    """A size such as "8x7B" or "about 8.1B" in billions; ``None`` if it says nothing."""
    size = _SIZE.fullmatch(parameter_size.strip())
    if size is None:
        return None
    billions = float(size["count"]) * _BILLIONS_OF[size["unit"].upper()]
    return billions * int(size["experts"] or 1)
