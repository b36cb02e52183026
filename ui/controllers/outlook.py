"""How contradictions would be looked for, as far as that can be said before a run."""

from engine.phases.compare.choosing import Situation, choose_finder
from engine.windows import estimate_text_tokens
from models.comparison import CompareMode, FinderChoice
from models.llm import LlmInfo
from models.report_card import ReportCard
from models.team import Team

_TOKENS_PER_WORD = 1.7
"""Of a text whose statements are numbered."""

_USUAL_WINDOW = 16_384
"""In tokens, where the server does not say what an LLM can hold."""


def likely_finder(
    team: Team, brief_text: str, llm: LlmInfo, card: ReportCard | None
) -> FinderChoice:
    """What the automatic choice would be; how fast the LLM is here may still change it.

    Args:
        team: who would work.
        brief_text: on what.
        llm: with which LLM.
        card: what its test gave, if it was tested.
    """
    words = max(one.words for one in team.specialists)
    situation = Situation(
        workers=len(team.specialists),
        text_tokens=round(words * _TOKENS_PER_WORD),
        brief_tokens=estimate_text_tokens(brief_text),
        num_ctx=llm.context_length or _USUAL_WINDOW,
        parameter_size=llm.parameter_size,
        tokens_per_s=card.tokens_per_s if card is not None else None,
        readable_share=card.readable_share if card is not None else None,
    )
    return choose_finder(CompareMode.AUTO, situation)
