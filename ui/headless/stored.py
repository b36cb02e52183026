"""``main.py runs`` and ``main.py export``: what can be done with stored runs."""

import json
from argparse import Namespace
from pathlib import Path

from engine.errors import StoreError
from engine.export.files import check_export_path
from engine.export.parts import parse_parts
from engine.stores.run_store import RunStore, StoredRun
from ui.headless.console import Console
from ui.headless.exit_codes import ExitCode
from ui.headless.run import write_files
from ui.headless.words import RUN_STATES


def list_runs(arguments: Namespace, data_folder: Path, console: Console) -> ExitCode:
    """Carry out ``runs``, newest first; one that cannot be read does not hide the others."""
    store = RunStore(data_folder / "runs")
    rows = []
    for run_id in store.run_ids():
        try:
            rows.append(_row(store.load(run_id)))
        except StoreError as error:
            console.say_problem(error)
    if arguments.json:
        console.result(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not rows:
        console.say("Nothing here yet. Write a brief and start with: main.py run BRIEF")
    else:
        for row in rows:
            console.result(
                f"{row['id']}  {row['state']:<24}  {row['done']} of {row['asked']} workers  "
                f"{row['contradictions']} contradictions  {row['title']}"
            )
    return ExitCode.COMPLETE


def _row(stored: StoredRun) -> dict[str, object]:
    run = stored.run
    state = "interrupted" if stored.is_interrupted else RUN_STATES[run.status]
    return {
        "id": run.id,
        "started_at": run.started_at.isoformat(),
        "title": run.brief.title,
        "team": run.team.name,
        "state": state,
        "done": len(run.evidence),
        "asked": len(run.contributions),
        "contradictions": len(run.contradictions),
        "source": run.source,
        "problem": stored.problem,
    }


def export(arguments: Namespace, data_folder: Path, console: Console) -> ExitCode:
    """Carry out ``export``. Raises: EngineError."""
    parts = parse_parts(arguments.parts)
    for path in arguments.out:
        check_export_path(path)
    store = RunStore(data_folder / "runs")
    stored = store.load(store.find(arguments.run_id))
    if stored.problem:
        console.say(stored.problem)
    if stored.is_interrupted:
        console.say("This run was interrupted; what had arrived is exported.")
    return write_files(stored.run, arguments.out, parts, console) or ExitCode.COMPLETE
