"""``main.py rule`` and ``main.py rules``."""

import pytest

from models.contradiction import Basis, ContradictionStatus
from tests.ui.headless.terminal import Said, Terminal
from ui.headless.exit_codes import ExitCode


@pytest.fixture
def stored(terminal: Terminal) -> Terminal:
    """A terminal with one finished run of the demo."""
    terminal.type("run", "--demo")
    return terminal


def ruled(terminal: Terminal, *words: str) -> Said:
    return terminal.type("rule", terminal.stored[0].run.id, *words)


@pytest.mark.parametrize("side", ["2", "B", "b"])
def test_a_side_is_kept_by_number_or_letter(stored: Terminal, side: str) -> None:
    said = ruled(stored, "R1", "--keep", side)
    one = stored.stored[0].run.contradiction(1)
    assert said.code == ExitCode.COMPLETE
    assert one.decision is not None
    assert (one.decision.basis, one.decision.keep) == (Basis.USER, one.sides[1].specialist)
    assert said.err.startswith(f"R1: {one.decision.text} (")
    assert "it departs from the brief)\n" in said.err
    assert "Out of date in the plan: " in said.err


def test_own_words_hold(stored: Terminal) -> None:
    ruled(stored, "1", "--own-words", "Launch on 21 September 2027.")
    decision = stored.stored[0].run.contradiction(1).decision
    assert decision is not None
    assert decision.text == "Launch on 21 September 2027."


def test_what_is_left_open_and_what_is_none_say_so(stored: Terminal) -> None:
    assert "(Left open by you)" in ruled(stored, "1", "--leave-open").err
    assert ruled(stored, "2", "--not-a-contradiction").err.startswith("R2 is not a contradiction.")
    run = stored.stored[0].run
    assert run.contradiction(2).status is ContradictionStatus.DISMISSED


def test_undo_brings_back_what_held(stored: Terminal) -> None:
    before = stored.stored[0].run.contradictions
    ruled(stored, "1", "--keep", "2")
    said = ruled(stored, "1", "--undo")
    assert stored.stored[0].run.contradictions == before
    assert "Out of date" not in said.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["99", "--leave-open"], "This run has no contradiction R99."),
        (["1", "--keep", "9"], "R1 has 2 sides; there is no side 9."),
        (["1", "--keep", "0"], "--keep: '0' is not a side such as 1 or A."),
        (["zero", "--undo"], "NUMBER: 'zero' is not a number such as 3 or R3."),
        (["1", "--own-words", "  "], "--own-words: a sentence is needed."),
        (["1", "--own-words", "x" * 601], "--own-words: the sentence has more than 600"),
        (["1"], "One of the arguments --keep --own-words"),
        (["1", "--keep", "1", "--undo"], "--undo: not allowed with argument --keep."),
        (["1", "--leave-open", "--house-rule"], "Only a side that is kept, or your own words,"),
        (["1", "--undo"], "There is no ruling on R1 to undo."),
        (["1", "--undo", "--house-rule"], "--undo takes a ruling back; it makes no house rule."),
    ],
)
def test_what_cannot_be_ruled_is_refused_and_changes_nothing(
    stored: Terminal, words: list[str], sentence: str
) -> None:
    before = stored.stored[0].run
    said = ruled(stored, *words)
    assert said.code == ExitCode.BAD_INPUT
    assert said.err.startswith(sentence)
    assert stored.stored[0].run == before


def test_house_rules_are_listed_and_forgotten(stored: Terminal) -> None:
    run_id = stored.stored[0].run.id
    ruled(stored, "2", "--own-words", "Nobody waits for a call.", "--house-rule")
    ruled(stored, "3", "--not-a-contradiction")
    first, second = stored.type("rules").out.splitlines()
    assert first == (f"  1  House rule: Nobody waits for a call. (product-launch, R2 of {run_id})")
    assert second.startswith("  2  Not a contradiction: ")

    said = stored.type("rules", "--forget", "1")
    assert said.err.startswith("Forgotten: House rule: Nobody waits for a call.")
    assert len(stored.type("rules").out.splitlines()) == 1
    assert stored.type("rules", "--forget", "2").err.startswith("There is no rule 2.")


def test_a_house_rule_is_part_of_the_next_run(stored: Terminal) -> None:
    first = stored.stored[0].run.id
    ruled(stored, "2", "--own-words", "Nobody waits for a call.", "--house-rule")
    stored.type("run", "--demo")
    (second,) = [one.run for one in stored.stored if one.run.id != first]
    assert [one.text for one in second.house_rules] == ["Nobody waits for a call."]


def test_no_rules_yet_is_no_problem(terminal: Terminal) -> None:
    said = terminal.type("rules")
    assert (said.code, said.out) == (0, "")
    assert said.err == "No house rules yet. See: main.py rule --help\n"


def test_rules_that_cannot_be_read_start_no_run(terminal: Terminal) -> None:
    folder = terminal.data / "rules"
    folder.mkdir(parents=True)
    (folder / "product-launch.json").write_text("{", encoding="utf-8")
    said = terminal.type("run", "--demo")
    assert said.code == ExitCode.BAD_INPUT
    assert "product-launch.json cannot be read" in said.err
    assert terminal.stored == []
