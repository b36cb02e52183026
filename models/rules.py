"""What the user decided once and for all, per team. It lives beside the runs, not in them."""

from pydantic import Field

from models.base import Record
from models.team import Topic


class HouseRule(Record):
    """A standing rule, ranking just below the brief.

    Attributes:
        team_id: the team it holds for.
        topic: which kind of disagreement it settles.
        text: the rule in the user's words.
        from_run: the run whose ruling it came from.
        from_number: the number of the contradiction that was ruled on there.
        subject: what that was about.
    """

    team_id: str
    topic: Topic
    text: str
    from_run: str = ""
    from_number: int = Field(default=0, ge=0)
    subject: str = ""


class Dismissal(Record):
    """The user's "not a contradiction", remembered: such findings are shown last from then on.

    Attributes:
        team_id: the team it holds for.
        specialists: names of the two sides, sorted.
        topic: which kind of disagreement.
        subject: what it was about.
        from_run: the run in which it was dismissed.
        from_number: the number of the contradiction there.
    """

    team_id: str
    specialists: tuple[str, ...]
    topic: Topic
    subject: str
    from_run: str = ""
    from_number: int = Field(default=0, ge=0)
