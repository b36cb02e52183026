"""Rules for ui/ that the import contracts cannot see."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

_UI = Path(__file__).resolve().parents[2] / "ui"
_FILES = sorted(_UI.rglob("*.py"))

_FORBIDDEN_CALLS = {
    "exec": "a nested Qt loop holds up every task: use open() and a signal",
    "exec_": "a nested Qt loop holds up every task: use open() and a signal",
    "processEvents": "whatever happens next happens inside: await something",
    "print": "a window has no terminal: log, or show",
}
_FORBIDDEN_NAMES = {
    "asyncClose": "it spins processEvents: see ui.tasks.run_application",
    "asyncSlot": "it loses errors: see ui.tasks.TaskSpawner",
}
_NAMES = ("attr", "id", "name")  # of an attribute, a variable, an import


@pytest.mark.parametrize("path", _FILES, ids=lambda path: str(path.relative_to(_UI)))
def test_ui_neither_nests_loops_nor_prints_nor_hides_imports(path: Path) -> None:
    assert list(_offences(path)) == []


def test_tasks_are_started_by_the_spawner_alone() -> None:
    starts = ("asyncio.create_task", "asyncio.ensure_future", "ensure_future")
    found = [
        f"{path.name}:{node.lineno}"
        for path in _FILES
        if "headless" not in path.parts  # it has no slots, and awaits what it starts
        for node in _calls(path)
        if ast.unparse(node.func) in starts
    ]
    assert found == []


def test_no_tooltip_or_label_takes_what_others_wrote_for_html() -> None:
    fixed = ("tr", "_tr", "plain_tool_tip")
    found = []
    for path in _FILES:
        for node in _calls(path):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name == "QLabel" and path.name != "crash_dialog.py":  # where all words are ours
                found.append(f"{path.name}:{node.lineno}: use ui.components.labels")
            if name not in ("setToolTip", "setStatusTip", "setWhatsThis", "showText"):
                continue
            said = node.args[1 if name == "showText" else 0]
            if isinstance(said, ast.Call) and ast.unparse(said.func).rpartition(".")[2] in fixed:
                continue
            if not isinstance(said, ast.Constant):
                found.append(f"{path.name}:{node.lineno}: use plain_tool_tip")
    assert found == []


def _offences(path: Path) -> Iterator[str]:
    for node in _calls(path):
        called = ast.unparse(node.func).rpartition(".")[2]
        if called in _FORBIDDEN_CALLS:
            yield f"{path.name}:{node.lineno}: {called}: {_FORBIDDEN_CALLS[called]}"
        if called in ("import_module", "__import__") and _imports_engine(node):
            yield f"{path.name}:{node.lineno}: imports the engine behind the linter's back"
    for part in ast.walk(_tree(path)):
        name = next((getattr(part, field) for field in _NAMES if hasattr(part, field)), None)
        if name in _FORBIDDEN_NAMES:
            yield f"{path.name}: {name}: {_FORBIDDEN_NAMES[name]}"


def _calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports_engine(call: ast.Call) -> bool:
    named = [word.value for word in ast.walk(call) if isinstance(word, ast.Constant)]
    return any(str(word).split(".")[0] == "engine" for word in named)
