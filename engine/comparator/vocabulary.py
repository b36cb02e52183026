"""Which words of all documents belong together: compounds share the parts they are made of."""

from collections.abc import Collection, Iterable, Mapping

_LEAST_COMPOUND = 8
_LEAST_PART = 4


def parts_of(stems: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """For each compound among the stems, the other stems it begins or ends with.

    "Wiedereröffnung" and "Eröffnung" are about one thing, and so are "Regalmeter" and "Regal".
    """
    known = frozenset(stems)
    found = {stem: _parts(stem, known) for stem in known if len(stem) >= _LEAST_COMPOUND}
    return {stem: parts for stem, parts in found.items() if parts}


def with_parts(stems: Iterable[str], parts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The stems, each followed by its parts."""
    widened = (word for stem in stems for word in (stem, *parts.get(stem, ())))
    return tuple(dict.fromkeys(widened))


def _parts(stem: str, known: frozenset[str]) -> tuple[str, ...]:
    beginnings = (stem[:end] for end in range(len(stem) - 3, _LEAST_PART - 1, -1))
    endings = (stem[start:] for start in range(3, len(stem) - _LEAST_PART + 1))
    longest = (next((one for one in some if one in known), "") for some in (endings, beginnings))
    return tuple(filter(None, longest))
