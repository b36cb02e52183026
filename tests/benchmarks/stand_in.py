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

from engine.backends.demo import DemoScript
from engine.resources import RESOURCES
from engine.statements import plain_text
from engine.stores.team_store import TeamStore
from models.call import Step
from tests.judges import Judge, paragraph_of, section_of, step_of
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
    parser.add_argument("--prompt-tokens-per-second", type=float, default=float("inf"))
    parser.add_argument(
        "--spread", type=float, default=0, help="how much shorter the first worker's answer is"
    )
    parser.add_argument("--workers", type=int, default=4, help="how many there will be")
    parser.add_argument(
        "--judged", action="store_true", help="find what clashes in the demo, instead of nothing"
    )
    asyncio.run(_serve(parser.parse_args()))


def demo_script(
    words: int, section_words: int, spread: float = 0, workers: int = 4, *, is_judged: bool = False
) -> Script:
    """Workers and sections say what they say in the demo, brought to one length.

    Args:
        words: length of a worker's answer.
        section_words: length of a plan section.
        spread: the first worker's answer is shorter by this share, the last but one by half of it;
            the last is the slowest and has its whole length.
        workers: how many there will be.
        is_judged: find what clashes in the demo; else none is found.
    """
    team = TeamStore([RESOURCES / "teams"]).load("product-launch")
    names = [one.name for one in team.specialists]
    sections = {one.title: _words(f"plan/{one.id}", section_words) for one in team.sections}
    known = demo_findings()

    def answer_of(role: str) -> tuple[str, ...]:
        number = (
            int(role.rpartition(" ")[2]) + 4 if role.startswith("Helper ") else names.index(role)
        )
        slot = team.specialists[number % len(names)].slot
        lead = max(0, workers - 1 - number) and 1 - number / (2 * max(1, workers - 2))
        share = 1 - spread * lead
        return _words(f"specialists/{slot}", round(words * share))

    def script(call: dict[str, Any]) -> Answer:
        prompt = call["messages"][-1]["content"]
        if is_judged and step_of(call) is not None:
            there = [row for row in known if all(_stands(one, prompt) for one in row["at"])]
            return Judge({}, findings=there if step_of(call) is Step.FIND else known)(call)
        if call.get("format"):
            return Answer(json.dumps(smallest_json(call["format"])))
        if role := re.search(r"^You are the (.+)\.$", prompt, re.MULTILINE):
            return Answer(tokens=answer_of(role[1]))
        if paragraph := paragraph_of(call):
            return Answer(paragraph)
        title = section_of(call)
        return Answer(tokens=sections.get(title) or next(iter(sections.values())))

    return script


def demo_findings() -> list[dict[str, Any]]:
    """What clashes in the demo, as the judge takes it."""
    return [
        {
            **one.model_dump(mode="json", exclude={"key"}),
            "at": [side.quote for side in one.at],
            "evidence": None,
            "keep": one.keep and one.keep.quote,
        }
        for one in DemoScript.load(RESOURCES / "demo").findings
        if one.label != "compatible"
    ]


def _stands(quote: str, prompt: str) -> bool:
    return plain_text(quote) in prompt


def _words(name: str, count: int) -> tuple[str, ...]:
    text = (RESOURCES / "demo" / f"{name}.md").read_text(encoding="utf-8")
    return tuple(islice(cycle(words_of(f"{text.strip()}\n\n")), count))


async def _serve(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    server = ScriptedOllama(
        demo_script(
            arguments.words,
            arguments.section_words,
            arguments.spread,
            arguments.workers,
            is_judged=arguments.judged,
        ),
        num_parallel=arguments.slots,
        pace=Pace(
            prompt_tokens_per_s=arguments.prompt_tokens_per_second,
            tokens_per_s=arguments.tokens_per_second,
        ),
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
