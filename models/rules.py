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


class StandingRules(Record):
    """All that the user decided once and for all for one team, oldest first."""

    house_rules: tuple[HouseRule, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()

    def without(self, run_id: str, number: int) -> "StandingRules":
        """Without what came from the ruling on one contradiction of one run."""
        return StandingRules(
            house_rules=tuple(one for one in self.house_rules if not _is_from(one, run_id, number)),
            dismissals=tuple(one for one in self.dismissals if not _is_from(one, run_id, number)),
        )

    def having(self, one: HouseRule | Dismissal) -> "StandingRules":
        """With one more."""
        if isinstance(one, HouseRule):
            return self.model_copy(update={"house_rules": (*self.house_rules, one)})
        return self.model_copy(update={"dismissals": (*self.dismissals, one)})


def _is_from(one: HouseRule | Dismissal, run_id: str, number: int) -> bool:
    return (one.from_run, one.from_number) == (run_id, number)
