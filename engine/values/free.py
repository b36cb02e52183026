"""Which places of a text no value has been found at yet."""


class FreePlaces:
    """The characters of a text, each free until a value takes it.

    Args:
        length: of the text.
    """

    def __init__(self, length: int) -> None:
        """All are free."""
        self._taken = bytearray(length)

    def has(self, start: int, end: int) -> bool:
        """Whether all characters of a range are free."""
        return not any(self._taken[start:end])

    def take(self, start: int, end: int) -> bool:
        """Take a range if all of it is free; says whether it was."""
        if not self.has(start, end):
            return False
        self._taken[start:end] = b"\1" * (end - start)
        return True
