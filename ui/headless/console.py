"""Where the command line reads and writes."""

from dataclasses import dataclass
from typing import BinaryIO, TextIO

from engine.errors import EngineError


@dataclass(frozen=True, slots=True)
class Console:
    """The three standard streams, passed in so that tests can read along.

    Attributes:
        stdin: bytes, because a brief's encoding is ours to check.
        stdout: results.
        stderr: progress and problems.
    """

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO

    def result(self, text: str) -> None:
        """Write a line of the result."""
        self.stdout.write(f"{text}\n")
        self.stdout.flush()

    def say(self, text: str) -> None:
        """Write a line about what goes on."""
        self.stderr.write(f"{text}\n")
        self.stderr.flush()

    def say_problem(self, error: EngineError) -> None:
        """Write what happened and what to do about it."""
        self.say(f"{error.message} {error.remedy}".strip())
