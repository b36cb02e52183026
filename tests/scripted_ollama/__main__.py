"""The stand-in as a program: prints its address, then serves until it is told to stop."""

import argparse
import asyncio
import signal
import sys

from tests.scripted_ollama.answers import InstalledLlm, Pace, default_script, long_script
from tests.scripted_ollama.server import ScriptedOllama


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.scripted_ollama", description="A stand-in for an Ollama server."
    )
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--slots", type=int, default=1, help="answers at once for each model")
    parser.add_argument("--tokens-per-second", type=float, default=float("inf"))
    parser.add_argument("--prompt-tokens-per-second", type=float, default=float("inf"))
    parser.add_argument("--load-seconds", type=float, default=0)
    parser.add_argument("--words", type=int, default=0, help="length of free answers")
    parser.add_argument(
        "--llm", action="append", metavar="NAME", help="an installed model; may be repeated"
    )
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows: the program just ends
            break
    server = ScriptedOllama(
        long_script(arguments.words) if arguments.words else default_script,
        num_parallel=arguments.slots,
        llms=tuple(InstalledLlm(name) for name in arguments.llm or ("qwen3:8b",)),
        pace=Pace(
            load_s=arguments.load_seconds,
            prompt_tokens_per_s=arguments.prompt_tokens_per_second,
            tokens_per_s=arguments.tokens_per_second,
        ),
        port=arguments.port,
    )
    async with server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(_serve(_arguments()))
