"""``main.py rule`` and ``main.py rules``."""

import os

import pytest

from engine.stores.journal import JOURNAL_NAME
from engine.stores.run_store import RunStore
from models.contradiction import Basis, ContradictionStatus
from models.staleness import stale_sections
from tests.builders import TEXTS
from tests.scripted_ollama import Answer, ErrorLine, Status
from tests.ui.headless.terminal import Said, Terminal, a_judge, a_server
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


@pytest.mark.skipif(os.name != "posix", reason="such zones are those of POSIX")
def test_a_zone_that_cannot_be_is_no_bug(stored: Terminal) -> None:
    environment = {**os.environ, "TZ": "<+25>-24"}
    run_id = stored.stored[0].run.id
    said = stored.finish("rule", run_id, "R2", "--leave-open", env=environment)
    assert said.code == ExitCode.COMPLETE, said.err


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
        (["1", "--keep", "9"], "R1 has 3 sides; there is no side 9."),
        (["1", "--keep", "0"], "--keep: '0' is not a side such as 1 or A."),
        (["zero", "--undo"], "NUMBER: 'zero' is not a number such as 3 or R3."),
        (["1", "--own-words", "  "], "--own-words: a sentence is needed."),
        (["1", "--own-words", "\u200b\u2060"], "--own-words: a sentence is needed."),
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


def test_a_ruling_on_a_damaged_run_says_what_is_damaged_and_where_the_rest_is(
    stored: Terminal,
) -> None:
    path = stored.data / "runs" / stored.stored[0].run.id / JOURNAL_NAME
    path.write_bytes(path.read_bytes() + b"{]\n{]\n")
    said = ruled(stored, "2", "--leave-open")
    assert said.code == ExitCode.COMPLETE
    assert "is damaged; what came before it is there" in said.err
    assert "What could not be read is kept in events.damaged-1 beside the run." in said.err


class TestUpdate:
    def test_writes_only_what_a_ruling_made_out_of_date(self, stored: Terminal) -> None:
        ruled(stored, "2", "--not-a-contradiction")
        before = stored.stored[0].run
        stale = [one.section_id for one in stale_sections(before)]
        said = stored.type("update", before.id)
        after = stored.stored[0].run
        assert said.code == ExitCode.COMPLETE
        assert said.err.startswith("Out of date: ")
        assert "You ruled on R2.\n" in said.err
        assert before.plan is not None
        assert after.plan is not None
        pairs = zip(before.plan.sections, after.plan.sections, strict=True)
        assert 0 < len(stale) < len(after.plan.sections)
        for old, new in pairs:
            assert (old.model_dump_json() == new.model_dump_json()) != (old.id in stale)
        assert stale_sections(after) == ()

    def test_of_a_plan_that_is_up_to_date_does_nothing(self, stored: Terminal) -> None:
        before = stored.stored[0].run
        said = stored.type("update", before.id)
        assert (said.code, said.err) == (0, "Nothing in the plan is out of date.\n")
        assert stored.stored[0].run == before

    def test_without_a_server_changes_nothing(self, terminal: Terminal) -> None:
        with a_server() as server:
            terminal.type("run", terminal.brief(), "--host", server.url)
        ruled(terminal, "1", "--leave-open")
        before = terminal.stored[0].run
        said = terminal.type("update", before.id, "--host", server.url)
        assert said.code == ExitCode.NO_SERVER_OR_LLM
        assert terminal.stored[0].run == before

    def test_leaves_a_text_out_and_takes_it_back_in_by_the_name_of_its_worker(
        self, stored: Terminal
    ) -> None:
        before = stored.stored[0].run
        name = before.contributions[2].specialist
        said = stored.type("update", before.id, "--leave-out", name.lower())
        assert said.code == ExitCode.PLAN_FROM_FEWER
        assert f"{name} was left out." in said.err
        assert not stored.stored[0].run.contributions[2].is_evidence
        said = stored.type("update", before.id, "--take-back-in", before.contributions[2].slot)
        assert said.code == ExitCode.COMPLETE
        assert f"{name} was taken back in." in said.err
        assert [one.text for one in stored.stored[0].run.evidence] == [
            one.text for one in before.evidence
        ]

    def test_uses_the_partial_text_of_a_worker_that_failed(self, terminal: Terminal) -> None:
        half = Answer("The launch is on 25 May 2027. More words.", fault=ErrorLine(after=8))
        name = list(TEXTS)[-1]
        with a_server(a_judge(workers={name: half})) as server:
            said = terminal.type("run", terminal.brief(), "--host", server.url)
            assert said.code == ExitCode.PLAN_FROM_FEWER
            run_id = terminal.stored[0].run.id
            said = terminal.type("update", run_id, "--use-as-is", name, "--host", server.url)
        assert said.code == ExitCode.COMPLETE
        assert f"The partial text of {name} was accepted." in said.err

    def test_names_the_workers_there_are_and_changes_nothing_for_a_wrong_name(
        self, stored: Terminal
    ) -> None:
        before = stored.stored[0].run
        name = before.contributions[0].specialist
        said = stored.type("update", before.id, "--leave-out", name, "--leave-out", "Nobody")
        assert said.code == ExitCode.BAD_INPUT
        assert "no worker 'Nobody'" in said.err
        assert name in said.err
        assert stored.stored[0].run == before

    def test_of_a_run_without_a_plan_is_refused(self, terminal: Terminal) -> None:
        with a_server(a_judge(workers=dict.fromkeys(TEXTS, Answer("")))) as server:
            terminal.type("run", terminal.brief(), "--host", server.url)
        said = terminal.type("update", terminal.stored[0].run.id)
        assert said.code == ExitCode.BAD_INPUT
        assert "has no plan" in said.err

    def test_of_a_run_that_is_open_elsewhere_says_so(self, stored: Terminal) -> None:
        run = stored.stored[0].run
        ruled(stored, "2", "--not-a-contradiction")
        with RunStore(stored.data / "runs").reopen(run.id):
            said = stored.type("update", run.id)
        assert said.code == ExitCode.BAD_INPUT
        assert said.err.startswith(f"The run {run.id} is open in another window or command.")

    def test_that_was_killed_is_taken_up_again(self, stored: Terminal) -> None:
        ruled(stored, "2", "--not-a-contradiction")
        before = stored.stored[0].run
        stored.type("update", before.id)
        path = stored.data / "runs" / before.id / JOURNAL_NAME
        whole = path.read_bytes()
        begun = whole.index(b'"plan_update_started"')
        path.write_bytes(whole[: whole.index(b"\n", begun) + 1] + b"{]\n{]\n")
        exported = stored.folder / "plan.md"
        stored.type("export", before.id, "--out", str(exported))
        assert before.plan is not None
        assert before.plan.sections[0].markdown.splitlines()[0] in exported.read_text("utf-8")
        said = stored.type("update", before.id)
        assert "This run was interrupted; what was not finished is taken up" in said.err
        assert "What could not be read is kept in events.damaged-1 beside the run." in said.err
        assert said.code == ExitCode.COMPLETE
        assert stale_sections(stored.stored[0].run) == ()

    def test_that_the_server_fails_keeps_the_old_texts_and_names_them(
        self, terminal: Terminal
    ) -> None:
        judge = a_judge()
        with a_server(judge) as server:
            terminal.type("run", terminal.brief(), "--host", server.url)
            ruled(terminal, "1", "--keep", "1")
            before = terminal.stored[0].run
            judge.writer = Answer("", fault=Status(500, {"error": "out of order"}))
            said = terminal.type("update", before.id, "--host", server.url)
        after = terminal.stored[0].run
        assert said.code == ExitCode.NO_PLAN
        assert "could not be written again and still " in said.err
        assert f"To try again: main.py update {before.id}\n" in said.err
        assert before.plan is not None
        assert after.plan is not None
        assert after.plan.sections == before.plan.sections
