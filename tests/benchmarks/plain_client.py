"""The same worker calls with nothing but the ``ollama`` library, for comparison.

``python -m tests.benchmarks.plain_client URL BODIES`` makes the calls in the file ``BODIES``, a
JSON list of request bodies, all at once, and keeps the texts.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from ollama import AsyncClient


async def _answer(client: AsyncClient, body: dict[str, Any]) -> str:
    stream = await client.chat(
        model=body["model"],
        messages=body["messages"],
        options=body["options"],
        think=body.get("think"),
        stream=True,
    )
    text = ""
    async for part in stream:
        text += part.message.content or ""
    return text


async def _ask_all(url: str, bodies: list[dict[str, Any]]) -> list[str]:
    client = AsyncClient(host=url, trust_env=False)
    return await asyncio.gather(*(_answer(client, body) for body in bodies))


if __name__ == "__main__":
    asyncio.run(_ask_all(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))))
