"""``main.py runs`` and ``main.py export``: what can be done with stored runs."""

import json
from collections.abc import Iterable
from typing import Any

from engine.errors import StoreError
from engine.export.files import check_export_path
from engine.export.parts import parse_parts
from engine.stores.run_store import StoredRun
from models.activity import RunStatus
from ui.headless.console import Console
from ui.headless.exit_codes import ExitCode
from ui.headless.files import write_files
from ui.headless.invocation import Invocation
from ui.headless.table import in_columns
from ui.headless.words import RUN_STATES

_COLUMNS = ("Run", "State", "Workers", "Contradictions", "Brief")


def list_runs(invocation: Invocation) -> ExitCode:
    """Carry out ``runs``, newest first; one that cannot be read does not hide the others."""
    console, store = invocation.console, invocation.runs
    rows = []
    for run_id in store.run_ids():
        try:
            rows.append(_row(store.load(run_id)))
        except StoreError as error:
            rows.append({"id": run_id, "state": "unreadable", "problem": str(error)})
    if invocation.arguments.json:
        console.record(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not rows:
        console.say(f"No runs in {invocation.data_folder} yet. Start one with: main.py run BRIEF")
    else:
        _print_table(rows, console)
    return ExitCode.COMPLETE


def _row(stored: StoredRun) -> dict[str, Any]:
    run = stored.run
    return {
        "id": run.id,
        "started_at": run.started_at.isoformat(),
        "title": run.brief.title,
        "team": run.team.name,
        "state": "interrupted" if stored.is_interrupted else RUN_STATES[run.status],
        "done": len(run.evidence),
        "asked": len(run.contributions),
        "contradictions": len(run.contradictions),
        "source": run.source,
        "problem": stored.problem,
    }


def _print_table(rows: Iterable[dict[str, Any]], console: Console) -> None:
    for line in in_columns([_COLUMNS, *(_cells(row) for row in rows)]):
        console.result(line)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    if row["state"] == "unreadable":
        return row["id"], row["state"], "", "", row["problem"]
    workers = f"{row['done']} of {row['asked']}"
    note = f" ({row['problem']})" if row["problem"] else ""
    return (
        row["id"],
        row["state"],
        workers,
        str(row["contradictions"]),
        f"{row['title']}{note}",
    )


def export(invocation: Invocation) -> ExitCode:
    """Carry out ``export``. Raises: EngineError."""
    arguments, console, store = invocation.arguments, invocation.console, invocation.runs
    parts = parse_parts(arguments.parts)
    stored = store.load(store.find(arguments.run_id))
    for path in arguments.out:
        check_export_path(path)
    if stored.problem:
        console.say(stored.problem)
    if stored.is_interrupted:
        console.say("This run was interrupted; what had arrived is exported.")
    elif stored.run.status is RunStatus.RUNNING:
        console.say("This run is still under way; what has arrived so far is exported.")
    is_complete = write_files(stored.run, arguments.out, parts, console)
    return ExitCode.COMPLETE if is_complete else ExitCode.EXPORT_FAILED
