"""What a command is given."""

from argparse import Namespace
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from engine.preparation import application_version
from engine.stores.form_store import FORMS_NAME, FormStore
from engine.stores.report_card_store import CARDS_NAME, ReportCardStore
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from ui.headless.console import Console

if TYPE_CHECKING:
    from engine.backends.demo import Pace


@dataclass(frozen=True, slots=True)
class Invocation:
    """What a command is given.

    Attributes:
        arguments: its options.
        data_folder: where runs and teams are kept.
        console: where it reads and writes.
        demo_pace: how fast the demo talks; ``None`` is a pace for people.
    """

    arguments: Namespace
    data_folder: Path
    console: Console
    demo_pace: "Pace | None" = None

    def now(self) -> datetime:
        """The wall-clock time with its zone; in UTC where the zone that is set cannot be."""
        try:
            return datetime.now().astimezone()
        except ValueError:  # Such as TZ='<+25>-24'.
            return datetime.now(UTC)

    @property
    def runs(self) -> RunStore:
        """The stored runs."""
        return RunStore(self.data_folder / "runs")

    @property
    def rules(self) -> RuleStore:
        """What the user decided once and for all."""
        return RuleStore(self.data_folder / "rules")

    @property
    def cards(self) -> ReportCardStore:
        """What tests of models gave."""
        return ReportCardStore(self.data_folder / CARDS_NAME, application_version())

    @property
    def forms(self) -> FormStore:
        """What was learned about how to ask which model."""
        return FormStore(self.data_folder / FORMS_NAME)
