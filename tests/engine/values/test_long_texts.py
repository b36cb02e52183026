"""A table pasted as one paragraph is read in time that grows with its length."""

import itertools
import time

from engine.values import ValueKind, values_in


def test_thousands_of_pasted_lines_are_read_quickly_and_completely() -> None:
    lines = [f"2027-05-{day % 28 + 1:02},Name {day},EUR {day}" for day in range(8_000)]
    began_s = time.process_time()
    values = values_in("\n".join(lines))
    assert time.process_time() - began_s < 8
    assert sum(one.kind is ValueKind.DATE for one in values) == 8_000
    assert sum(one.kind is ValueKind.MONEY for one in values) == 8_000
    assert all(one.end <= other.start for one, other in itertools.pairwise(values))
