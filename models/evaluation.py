"""How contradictions are looked for when an LLM, or code alone, is measured on known cases."""

from enum import StrEnum


class EvaluationMode(StrEnum):
    """What is measured."""

    COMPARATOR = "comparator"
    """Code alone; each proposal counts as a report."""
    SINGLE = "single"
    """The baseline: one plain prompt that asks for all contradictions."""
    QUICK = "quick"
    """As in a run; see ``CompareMode``."""
    PAIR = "pair"
    LEDGER = "ledger"
    AUTO = "auto"
    """As a run would choose."""

    @property
    def needs_llm(self) -> bool:
        """Whether a server has to answer."""
        return self is not EvaluationMode.COMPARATOR
