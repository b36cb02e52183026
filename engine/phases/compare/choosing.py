"""Which finder works: by workers, length, window, speed and size of the LLM, and its test."""

from dataclasses import dataclass

from engine.finder_limits import ANSWERS_COMPARED, SHEET_QUESTIONS
from engine.llm_size import billions_of, is_small, is_tiny
from engine.pace import SLOW_TOKENS_PER_S
from models.comparison import CompareMode, FinderChoice

_MOST_FOR_PAIRS = 5
"""From six workers on there are so many pairs that boards by topic cost less."""

_LARGE_BILLIONS = 26.5
"""At and above the class of 27B one prompt is as good for few short texts."""

_FEW_WORKERS = 3
_SHORT_TOKENS = 700
"""About 400 words."""

_PAIR_PROMPT_TOKENS = 1000
_PAIR_ANSWER_TOKENS = 600
"""What a pair call needs besides the texts."""

_LONGEST_EXTRA_MIN = 20.0
"""More waiting than this for better findings is not what anybody wants unasked."""

_FEWEST_READABLE = 0.5
"""An LLM below that answers most questions in no form that can be read."""

_USUAL_PROMPT_SPEED = 12
"""Prompts are read about so many times faster than answers are written, where nobody measured."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the choice rests on.

    Attributes:
        workers: how many texts there will be.
        text_tokens: length of one text, numbered, in tokens.
        brief_tokens: length of the brief.
        num_ctx: the window, in tokens.
        parameter_size: of the LLM, as the server says it; empty if unknown.
        tokens_per_s: how fast it writes here; ``None`` if nothing was measured.
        prompt_tokens_per_s: how fast it reads here; likewise.
        readable_share: how many questions got an answer that could be read, in whatever form, when
            the user tested this LLM, from 0 to 1; ``None`` if untested.
    """

    workers: int
    text_tokens: int
    brief_tokens: int
    num_ctx: int
    parameter_size: str = ""
    tokens_per_s: float | None = None
    prompt_tokens_per_s: float | None = None
    readable_share: float | None = None

    @property
    def pairs(self) -> int:
        """How many pairs of texts there are."""
        return self.workers * (self.workers - 1) // 2

    @property
    def pair_tokens(self) -> int:
        """What the window must hold for one pair, answer included."""
        texts = min(2, self.workers) * self.text_tokens
        return self.brief_tokens + texts + _PAIR_PROMPT_TOKENS + _PAIR_ANSWER_TOKENS


def choose_finder(wanted: CompareMode, situation: Situation) -> FinderChoice:
    """The finder to use, and why, in one sentence.

    Args:
        wanted: what the user set; anything but ``auto`` is what happens.
        situation: what else the choice rests on.
    """
    if wanted is CompareMode.LEDGER and is_tiny(situation.parameter_size):
        return FinderChoice(
            mode=wanted,
            why=f"You chose it in the settings; a model of {situation.parameter_size} is asked a "
            "fixed list of questions about each text.",
        )
    if wanted is not CompareMode.AUTO:
        return FinderChoice(mode=wanted, why="You chose it in the settings.")
    mode, why = _chosen(situation)
    return FinderChoice(mode=mode, why=why)


def _chosen(now: Situation) -> tuple[CompareMode, str]:
    speed, billions = now.tokens_per_s, billions_of(now.parameter_size)
    if speed is not None and speed < SLOW_TOKENS_PER_S:
        return CompareMode.QUICK, (
            f"The model writes about {speed:.0f} tokens a second here; anything but one call for "
            "all texts would take too long."
        )
    if now.workers < 2:
        return CompareMode.QUICK, "There is one text only, which one call reads with the brief."
    if now.readable_share is not None and now.readable_share < _FEWEST_READABLE:
        return CompareMode.QUICK, (
            f"When you tested this model, {now.readable_share:.0%} of its answers could be read, "
            "in whatever form, and looking closer takes dozens of them."
        )
    is_short = now.text_tokens <= _SHORT_TOKENS and now.workers <= _FEW_WORKERS
    if is_short and billions is not None and billions >= _LARGE_BILLIONS:
        return CompareMode.QUICK, (
            f"A model of {now.parameter_size} reads {now.workers} short texts as well in one call."
        )
    mode, why = _pair_or_ledger(now)
    minutes = _extra_minutes(now, mode)
    if minutes is not None and minutes > _LONGEST_EXTRA_MIN:
        return CompareMode.QUICK, (
            f"At the speed measured here, looking closer would take about {minutes:.0f} minutes, "
            "so one call reads all texts."
        )
    return mode, why


def _pair_or_ledger(now: Situation) -> tuple[CompareMode, str]:
    if is_tiny(now.parameter_size):
        return CompareMode.LEDGER, (
            f"A model of {now.parameter_size} does better with a fixed list of questions about "
            "each text than with whole texts."
        )
    if is_small(now.parameter_size):
        return CompareMode.LEDGER, (
            f"A model of {now.parameter_size} does better with short lists of commitments than "
            "with whole texts."
        )
    if now.workers > _MOST_FOR_PAIRS:
        return CompareMode.LEDGER, (
            f"{now.workers} workers make {now.pairs} pairs; comparing their commitments by topic "
            "takes fewer calls."
        )
    if now.pair_tokens > now.num_ctx:
        return CompareMode.LEDGER, (
            f"Two texts and the brief need about {now.pair_tokens:,} tokens and the window holds "
            f"{now.num_ctx:,}, so commitments are compared instead."
        )
    return CompareMode.PAIR, (
        f"{now.workers} workers make {now.pairs} {'pair' if now.pairs == 1 else 'pairs'}, and each "
        "can be read side by side."
    )


def _extra_minutes(now: Situation, mode: CompareMode) -> float | None:
    """About how long the finder and its second looks take, one call after the other."""
    if now.tokens_per_s is None:
        return None
    looks, boards = 20, 5
    if mode is CompareMode.PAIR:
        calls, prompt = now.pairs + now.pairs // 2, now.pair_tokens - _PAIR_ANSWER_TOKENS
        answers = calls * 260
    elif is_tiny(now.parameter_size):
        calls, lines = SHEET_QUESTIONS, min(now.workers, ANSWERS_COMPARED)
        prompt = 40 * lines + now.brief_tokens + _PAIR_PROMPT_TOKENS
        answers = calls * 100
    else:
        calls, prompt = boards, 8 * 40 * now.workers + now.brief_tokens + _PAIR_PROMPT_TOKENS
        answers = calls * 220
    listing = now.workers * (now.text_tokens + now.brief_tokens + _PAIR_PROMPT_TOKENS)
    prompts = calls * prompt + listing + looks * (700 + now.brief_tokens)
    answers += now.workers * 700 + looks * 150
    reading = now.prompt_tokens_per_s or now.tokens_per_s * _USUAL_PROMPT_SPEED
    return (prompts / reading + answers / now.tokens_per_s) / 60
