"""What a scripted server tells the window: one launch, two contradictions, stalls where wanted."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from tests.engine.runs.staging import CHANNELS, DATES, MESSAGES, TEXTS
from tests.judges import Judge, Override, a_finding, role_of
from tests.scripted_ollama import Answer, ScriptedOllama, Seen

METRICS = "Metrics Designer"
WORKERS = (MESSAGES, CHANNELS, DATES, METRICS)
SLOTS = ("messaging-specialist", "channel-strategist", "timeline-planner", "metrics-designer")
ALL_TEXTS = {
    **TEXTS,
    METRICS: "## Targets\n\n- Paying accounts: 4,000\n- Activated: 45 percent\n",
}

BRIEF_TEXT = (
    "Plan the public launch of Ledgerling 1.0.\n"
    "The public launch is on 11 May 2027. The budget is EUR 60,000."
)

TWO_DATES = a_finding(
    "The launch e-mail goes live on 11 May 2027",
    "The public launch is on 25 May 2027.",
    because="The e-mail goes out on 11 May, the launch is on 25 May.",
    decision="Launch on 11 May 2027.",
    evidence="The public launch is on 11 May 2027.",
    rule="brief",
    subject="public launch date",
    topic="dates",
)
CALLS = a_finding(
    "nobody calls an account before it pays",
    "Every account gets a demo call before its first invoice.",
    because="Nobody calls, and every account is called.",
    decision="Let accounts start without a call.",
    label="tension",
    severity="medium",
    subject="calls to new accounts",
    topic="motion",
)


def a_judge(
    *stalled: str,
    gate: asyncio.Event | None = None,
    workers: Mapping[str, Override] | None = None,
    texts: Mapping[str, str] = ALL_TEXTS,
    findings: Sequence[dict[str, Any]] = (TWO_DATES, CALLS),
) -> Judge:
    """A whole launch; the workers that are ``stalled`` write three words and wait for the gate."""
    slow = {name: Answer(texts[name], gate=gate, gate_after=3) for name in stalled}
    return Judge(texts, findings=findings, workers={**slow, **(workers or {})})


async def until_writing(server: ScriptedOllama, *roles: str) -> None:
    """Wait until these workers have got their first words from the server."""
    await server.until(lambda: set(roles) <= {role_of(one.json) for one in _begun(server)})


def _begun(server: ScriptedOllama) -> list[Seen]:
    return [one for one in server.chats if one.tokens_sent >= 3]
