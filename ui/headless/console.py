"""Where the command line reads and writes."""

import io
import os
import shutil
import sys
import textwrap
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from engine.errors import EngineError, ExportError
from engine.export.characters import printable, printable_json


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

    @classmethod
    def of_process(cls) -> "Console":
        """The streams of this process; one that was closed is empty, or swallows all."""
        stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
        return cls(stdin, _output(sys.stdout), _output(sys.stderr))

    def result(self, text: str) -> None:
        """Write lines of the result; what others wrote cannot steer the terminal.

        Raises:
            ExportError: if standard output cannot take them, because a disk is full for example.
        """
        self._put(printable(text))

    def record(self, json: str) -> None:
        """Write JSON as part of the result; it means the same. Raises: ExportError."""
        self._put(printable_json(json))

    def _put(self, text: str) -> None:
        try:
            self.stdout.write(f"{text}\n")
            self.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            self.hang_up()
            raise ExportError(
                f"The result cannot be written to standard output: {error.strerror or error}.",
                "Free some space, or send it elsewhere.",
            ) from error

    def say(self, text: str = "") -> None:
        """Write about what goes on; what others wrote cannot steer the terminal."""
        text = printable(text)
        if self.stderr.isatty():
            width = shutil.get_terminal_size().columns
            text = "\n".join(_wrapped(line, width) for line in text.split("\n"))
        try:
            self.stderr.write(f"{text}\n")
            self.stderr.flush()
        except BrokenPipeError:
            raise
        except OSError:
            # There is no other place to say so, and the work does not depend on it.
            self.hang_up()

    def say_problem(self, error: EngineError) -> None:
        """Write what happened and what to do about it."""
        self.say(f"{error.message} {error.remedy}".strip())

    def hang_up(self) -> None:
        """Send what still comes nowhere, on streams that take nothing any more."""
        devnull = os.open(os.devnull, os.O_WRONLY)
        for stream in (self.stdout, self.stderr):
            try:
                stream.flush()
            except OSError:
                # What is left in the buffer would fail again when the process ends.
                os.dup2(devnull, stream.fileno())
        os.close(devnull)


def _wrapped(line: str, width: int) -> str:
    """The line broken between words, and indented as it begins."""
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _output(stream: TextIO | None) -> TextIO:
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        # Files and pipes get UTF-8 whatever the terminal speaks; the console of Windows decides
        # for itself.
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")
    return stream
