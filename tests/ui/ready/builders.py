"""Drafts, teams and servers for the tests of the page."""

from models.llm import LlmInfo, ServerState, ServerStatus
from models.team import Team
from tests.builders import a_team
from ui.ready.draft import Draft, FactLine

HOST = "http://127.0.0.1:11434"
QWEN = LlmInfo("qwen3:8b", size_bytes=5_200_000_000)
GEMMA = LlmInfo("gemma3:12b", size_bytes=8_100_000_000)
TINY = LlmInfo("tiny:latest", size_bytes=400_000_000)

READY = ServerStatus(
    ServerState.READY, HOST, "0.33.0", (QWEN, GEMMA, TINY), frozenset({"qwen3:8b"}), "qwen3:8b"
)
NOBODY = ServerStatus(
    ServerState.UNREACHABLE,
    HOST,
    message=f"Nobody answers at {HOST}.",
    remedy="Start Ollama, or correct the host.",
)
NO_LLM = ServerStatus(
    ServerState.NO_LLM,
    HOST,
    "0.33.0",
    message="Ollama has no local model that can chat.",
    remedy="Install one, such as: ollama pull qwen3:8b",
)

TEAM = a_team()

DRAFT = Draft(
    text="Plan the launch of Ledgerling 1.0 on 11 May 2027.",
    facts=(FactLine(subject="Public launch", value="11 May 2027"),),
)


def a_team_with(llm: str, name: str = "Other team") -> Team:
    """A team whose first specialist works with ``llm``."""
    first, *others = TEAM.specialists
    specialists = (first.model_copy(update={"llm": llm}), *others)
    return TEAM.model_copy(update={"team_id": "other", "name": name, "specialists": specialists})
