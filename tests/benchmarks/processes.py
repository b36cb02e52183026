"""Whole programs as child processes, and what the operating system says they cost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

CHECKOUT = Path(__file__).resolve().parents[2]


class ProgramFailed(Exception):
    """A program did not do what is measured; the message says what it wrote instead."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program has cost.

    Attributes:
        started_s: when it was started, as ``time.monotonic`` has it.
        cpu_s: time of all its threads in user and system mode.
        rss_mb: the most memory it ever held, in MiB.
    """

    started_s: float
    cpu_s: float
    rss_mb: float


@dataclass(frozen=True, slots=True)
class Server:
    """A stand-in server that is running."""

    url: str
    journal: Path


@contextmanager
def serving(folder: Path, name: str, *options: str) -> Iterator[Server]:
    """Run a stand-in server for the block; its journal is written when the block is left."""
    journal = folder / f"{name}.json"
    arguments = [sys.executable, "-m", "tests.benchmarks.stand_in", str(journal), *options]
    with subprocess.Popen(arguments, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Server(process.stdout.readline().strip(), journal)
        finally:
            process.terminate()


def measured(
    arguments: Sequence[str],
    watch: Callable[[int, IO[str]], None] | None = None,
    code: int = 0,
    environment: Mapping[str, str] | None = None,
) -> Cost:
    """Run a Python program to its end.

    Args:
        arguments: what follows the interpreter.
        watch: is given the process id, and what the program writes on standard output.
        code: the exit code expected.
        environment: in which it runs; this process's if none is given.

    Raises:
        ProgramFailed: it ended with another code.
    """
    with TemporaryFile("w+", encoding="utf-8") as complaints:
        started_s = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        )
        assert process.stdout is not None
        with process.stdout as said:
            if watch is not None:
                watch(process.pid, said)
            said.read()
        # Only this call tells the cost of one child; the object would wait without asking for it.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != code:
            complaints.seek(0)
            raise ProgramFailed(
                f"{' '.join(arguments)} ended with {process.returncode} instead of {code}:\n"
                f"{complaints.read()}"
            )
    kib = 1 if sys.platform == "darwin" else 1024
    return Cost(started_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * kib / 2**20)


def interrupt(process_id: int) -> float:
    """Press Ctrl+C; returns when."""
    pressed_s = time.monotonic()
    os.kill(process_id, signal.SIGINT)
    return pressed_s
