"""What the user chose for a run."""

from pydantic import Field

from models.base import Record
from models.comparison import CompareMode


class Settings(Record):
    """Settings of one run.

    Attributes:
        at_once: how many calls may be with the server at once; ``None`` means auto.
        mode: how contradictions are looked for.
        llm: the default LLM for roles that name none; ``None`` means one is chosen.
        seed: sampling seed, sent with every call.
    """

    at_once: int | None = Field(default=None, ge=1, le=64)
    mode: CompareMode = CompareMode.AUTO
    llm: str | None = None
    seed: int = 7


class LlmSeat(Record):
    """Which LLM a role got, and with which window.

    Attributes:
        role: a specialist's slot, or "synthesizer".
        llm: name of the LLM as the server lists it.
        digest: digest of its weights.
        host: where it runs.
        parameter_size: such as "8.2B", or "about 8.2B" where the server only says how large it is
            on disk; empty if unknown.
        num_ctx: window in tokens; one value per LLM and run, for another one would reload it.
        context_length: the longest window the LLM was trained for; 0 where the server does not say.
        can_think: whether it can think aloud.
        words: length asked for, after adapting to a slow machine.
        num_predict: length limit of an answer, in tokens.
    """

    role: str
    llm: str
    digest: str = ""
    host: str = ""
    parameter_size: str = ""
    num_ctx: int = Field(ge=1)
    context_length: int = Field(default=0, ge=0)
    can_think: bool = False
    words: int = Field(default=0, ge=0)
    num_predict: int = Field(ge=1)


SYNTHESIZER_ROLE = "synthesizer"


class Versions(Record):
    """What made the run; a stored run never depends on today's files.

    Attributes:
        application: version of this application.
        statement_cutter: version of the rules that cut texts into statements.
        server: what the server said of itself; empty for the demo.
    """

    application: str
    statement_cutter: int = Field(ge=1)
    server: str = ""
