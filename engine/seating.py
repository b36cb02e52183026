"""Which LLM each role gets, and with which window and lengths."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.backends.protocol import Backend
from engine.errors import LlmMissing, LlmRefused
from engine.finder_limits import FINDER_TOKENS
from engine.windows import (
    LARGEST_USUAL_NEED,
    answer_tokens,
    estimate_text_tokens,
    window_for,
)
from models.brief import Brief
from models.llm import LlmInfo
from models.run import Run
from models.settings import SYNTHESIZER_ROLE, LlmSeat
from models.team import Team

_COMMON_PROMPT_TOKENS = 700
"""Rules and role texts around the brief."""

_TOKENS_PER_WORD = 1.7
"""What a worker's answer usually has; its limit is higher, for the rare long one."""

_NUMBERING = 1.25
"""What ids and line breaks add to a document of numbered statements."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a server has.

    Attributes:
        installed: all LLMs, in the server's order.
        loaded: names of those in memory.
    """

    installed: tuple[LlmInfo, ...]
    loaded: frozenset[str]

    @classmethod
    async def of(cls, backend: Backend) -> "Inventory":
        """Ask a server. Raises: BackendError."""
        return cls(installed=await backend.installed_llms(), loaded=await backend.loaded_llms())

    def named(self, name: str) -> LlmInfo:
        """The LLM a person means by ``name``; without a tag, "latest" is meant.

        Raises:
            LlmMissing: if it is not installed.
            LlmRefused: if prompts to it would leave this machine, or it cannot chat.
        """
        wanted = name if ":" in name else f"{name}:latest"
        asked = LlmInfo(name=wanted)
        found = next((one for one in self.installed if one.name in (name, wanted)), None)
        refuse_if_unfit(found or asked)
        if found is None:
            usable = ", ".join(one.name for one in self.usable) or "none yet"
            raise LlmMissing(
                f"The model {name} is not installed.",
                f"Install it with: ollama pull {name} — or use an installed one: {usable}.",
            )
        return found

    @property
    def usable(self) -> tuple[LlmInfo, ...]:
        """The local LLMs that can chat."""
        return tuple(one for one in self.installed if one.can_chat and not one.is_cloud)

    def default(self, wanted: str | None) -> LlmInfo:
        """The LLM for roles that name none: the one set, else one in memory, else the first usable.

        Raises:
            LlmMissing: if there is none.
            LlmRefused: if the one set is not to be used.
        """
        if wanted is not None:
            return self.named(wanted)
        in_memory = (one for one in self.usable if one.name in self.loaded)
        chosen = next(in_memory, None) or next(iter(self.usable), None)
        if chosen is None:
            raise LlmMissing(
                "Ollama has no local model that can chat.",
                "Install one, such as: ollama pull qwen3:8b",
            )
        return chosen


def refuse_if_unfit(llm: LlmInfo) -> None:
    """Raises: LlmRefused, if prompts to it would leave this machine, or it cannot chat."""
    if llm.is_cloud:
        place = llm.remote_host or "the cloud"
        raise LlmRefused(
            f"{llm.name} runs at {place}, not on this machine, so nothing was sent to it.",
            "Choose a local model.",
        )
    if not llm.can_chat:
        raise LlmRefused(
            f"{llm.name} cannot chat; it is made for something else, such as embeddings.",
            "Choose a model that can chat.",
        )


async def seat_roles(
    backend: Backend, brief: Brief, team: Team, default_llm: str | None
) -> tuple[LlmSeat, ...]:
    """Give every role an LLM, a window and lengths, and check that the server has them.

    Args:
        backend: the server.
        brief: its length counts.
        team: the roles.
        default_llm: for roles that name none; ``None`` lets the engine choose.

    Returns:
        One seat per specialist in team order, then the synthesizer's.

    Raises:
        LlmMissing, LlmRefused: if a role's LLM cannot be used.
        BackendError: if the server does not answer.
    """
    inventory = await Inventory.of(backend)
    names = {one.slot: one.llm for one in team.specialists} | {
        SYNTHESIZER_ROLE: team.synthesizer.llm
    }
    chosen = {
        role: inventory.named(name) if name else inventory.default(default_llm)
        for role, name in names.items()
    }
    described = {
        name: await backend.describe_llm(name) for name in {one.name for one in chosen.values()}
    }
    for llm in described.values():
        refuse_if_unfit(llm)
    listed = {one.name: one for one in inventory.installed}
    return _seats(
        backend, brief, team, {role: described[one.name] for role, one in chosen.items()}, listed
    )


async def another_seat(backend: Backend, run: Run, slot: str, llm: str) -> LlmSeat:
    """The seat of a specialist with another LLM; all other roles keep theirs.

    Args:
        backend: the server.
        run: with its brief, team and seats.
        slot: which specialist.
        llm: the name of an installed LLM.

    Raises:
        LlmMissing, LlmRefused: if it cannot be used.
        BackendError: if the server does not answer.
    """
    inventory = await Inventory.of(backend)
    chosen = await backend.describe_llm(inventory.named(llm).name)
    refuse_if_unfit(chosen)
    llms = {one.role: _llm_on(one) for one in run.seats} | {slot: chosen}
    # LLMs that were removed since are known from their seats.
    listed = {one.name: one for one in (*llms.values(), *inventory.installed)}
    seats = _seats(backend, run.brief, run.team, llms, listed)
    settled = next(one for one in seats if one.role == slot)
    # The length was adapted to this machine when the run began.
    return settled.model_copy(update={"words": run.seat(slot).words})


def _llm_on(seat: LlmSeat) -> LlmInfo:
    return LlmInfo(
        name=seat.llm,
        digest=seat.digest,
        parameter_size=seat.parameter_size,
        context_length=seat.context_length,
        can_think=seat.can_think,
    )


def _seats(
    backend: Backend,
    brief: Brief,
    team: Team,
    llms: Mapping[str, LlmInfo],
    listed: Mapping[str, LlmInfo],
) -> tuple[LlmSeat, ...]:
    words = {one.slot: one.words for one in team.specialists}
    words[SYNTHESIZER_ROLE] = team.synthesizer.words_per_section
    thinks = {one.slot: one.think for one in team.specialists} | {
        SYNTHESIZER_ROLE: team.synthesizer.think
    }
    answers = {role: answer_tokens(words[role], may_think=thinks[role]) for role in llms}
    brief_tokens = _COMMON_PROMPT_TOKENS + estimate_text_tokens(
        brief.text
        + "".join(fact.sentence for fact in brief.facts)
        + "".join(one.text for one in brief.attachments)
    )
    needs = {
        one.slot: brief_tokens + estimate_text_tokens(one.prompt) + answers[one.slot]
        for one in team.specialists
    }
    documents = sum(words[one.slot] for one in team.specialists) * _TOKENS_PER_WORD * _NUMBERING
    synthesis = round(brief_tokens * _NUMBERING + documents) + max(
        FINDER_TOKENS, answers[SYNTHESIZER_ROLE]
    )
    # A longer document than this is planned with by section; memory matters more than one prompt
    # for all.
    needs[SYNTHESIZER_ROLE] = min(synthesis, LARGEST_USUAL_NEED)
    windows: dict[str, int] = {}
    for role, llm in llms.items():
        wanted = window_for(needs[role], llm.context_length)
        windows[llm.name] = max(windows.get(llm.name, 0), wanted)
    return tuple(
        LlmSeat(
            role=role,
            llm=llm.name,
            digest=llm.digest or listed[llm.name].digest,
            host=backend.host,
            parameter_size=llm.parameter_size or listed[llm.name].parameter_size,
            num_ctx=windows[llm.name],
            context_length=llm.context_length,
            can_think=llm.can_think,
            words=words[role],
            num_predict=answers[role],
        )
        for role, llm in llms.items()
    )
