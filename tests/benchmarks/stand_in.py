"""The stand-in server as the benchmarks use it: real texts, and what it saw as a file at the end.

``python -m tests.benchmarks.stand_in JOURNAL`` prints its address and serves until SIGTERM.
"""

import argparse
import asyncio
import json
import re
import signal
import sys
from dataclasses import asdict
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from engine.resources import RESOURCES
from engine.stores.team_store import TeamStore
from tests.scripted_ollama import Answer, Pace, Script, ScriptedOllama, smallest_json
from tests.scripted_ollama.answers import words_of


def main() -> None:
    """Serve as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.stand_in")
    parser.add_argument("journal", type=Path, help="where to write what was seen")
    parser.add_argument("--slots", type=int, default=4)
    parser.add_argument("--tokens-per-second", type=float, default=40)
    parser.add_argument("--words", type=int, default=600, help="length of a worker's answer")
    parser.add_argument("--section-words", type=int, default=120, help="length of a plan section")
    asyncio.run(_serve(parser.parse_args()))


def demo_script(words: int, section_words: int) -> Script:
    """Workers and sections say what they say in the demo, brought to one length; none is found."""
    team = TeamStore([RESOURCES / "teams"]).load("product-launch")
    answers = {one.name: _words(f"specialists/{one.slot}", words) for one in team.specialists}
    sections = {one.title: _words(f"plan/{one.id}", section_words) for one in team.sections}

    def script(call: dict[str, Any]) -> Answer:
        if call.get("format"):
            return Answer(json.dumps(smallest_json(call["format"])))
        prompt = call["messages"][-1]["content"]
        if role := re.search(r"^You are the (.+)\.$", prompt, re.MULTILINE):
            return Answer(tokens=answers[role[1]])
        return Answer(tokens=next(text for title, text in sections.items() if title in prompt))

    return script


def _words(name: str, count: int) -> tuple[str, ...]:
    text = (RESOURCES / "demo" / f"{name}.md").read_text(encoding="utf-8")
    return tuple(islice(cycle(words_of(f"{text.strip()}\n\n")), count))


async def _serve(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    server = ScriptedOllama(
        demo_script(arguments.words, arguments.section_words),
        num_parallel=arguments.slots,
        pace=Pace(tokens_per_s=arguments.tokens_per_second),
    )
    async with server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        await stop.wait()
    chats = [asdict(seen) for seen in server.chats]
    document = {"started_s": server.journal.started_s, "chats": chats}
    arguments.journal.write_text(json.dumps(document), encoding="utf-8")


if __name__ == "__main__":
    main()
