"""A run as data, for other programs."""

import json
from typing import Any

from engine.export.characters import without_surrogates
from engine.export.markdown import plan_as_markdown
from engine.export.report import stale_causes
from models.run import Run


def run_as_record(run: Run) -> dict[str, Any]:
    """All that is known of the run, with ``status``.

    Given a plan, ``plan.markdown`` has it as one text, and ``plan.out_of_date`` names by section id
    what has happened since a section was written.
    """
    record = {"id": run.id, "status": run.status.value, **run.model_dump(mode="json")}
    if run.plan is not None:
        record["plan"]["markdown"] = plan_as_markdown(run.plan)
        record["plan"]["out_of_date"] = {
            section_id: list(causes) for section_id, causes in stale_causes(run).items()
        }
    return record


def run_as_json(run: Run) -> str:
    """The record as JSON."""
    return without_surrogates(json.dumps(run_as_record(run), indent=2, ensure_ascii=False)) + "\n"
