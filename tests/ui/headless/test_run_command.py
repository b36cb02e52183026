"""``main.py run``: from a brief to a plan."""

import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from engine.backends.demo import DemoScript
from engine.preparation import DEMO_SOURCE
from engine.resources import RESOURCES
from models.activity import RunStatus
from models.events import RUN_EVENT_ADAPTER
from models.run import replay
from tests.builders import TEXTS
from tests.judges import role_of
from tests.scripted_ollama import Answer, InstalledLlm, Status
from tests.ui.headless.terminal import BRIEF, TWO_DATES, Said, Terminal, a_judge, a_server
from ui.headless import Console, run_command_line

BROKEN = Answer("", fault=Status(500, {"error": "llama-server broke"}))


def run(terminal: Terminal, *words: str, **options: Any) -> Said:
    """Run the usual brief against a server of its own."""
    with a_server(**options) as server:
        return terminal.type("run", terminal.brief(), "--host", server.url, *words)


class TestACompletePlan:
    def test_goes_to_standard_output_and_ends_with_zero(self, terminal: Terminal) -> None:
        said = run(terminal)
        assert said.code == 0
        assert said.out.startswith("# Plan the public launch of Ledgerling")
        assert "Launch on 25 May 2027. [R1]" in said.out

    def test_goes_to_files_where_files_are_named(self, terminal: Terminal) -> None:
        files = [terminal.folder / name for name in ("plan.md", "plan.json", "plan.pdf")]
        said = run(terminal, *(word for file in files for word in ("--out", str(file))))
        assert (said.code, said.out) == (0, "")
        assert [f"Saved {file}" in said.err for file in files] == [True] * 3
        assert files[0].read_text(encoding="utf-8").startswith("# Plan the public")
        assert json.loads(files[1].read_text(encoding="utf-8"))["status"] == "complete"
        assert files[2].read_bytes().startswith(b"%PDF")

    def test_is_kept_and_named(self, terminal: Terminal) -> None:
        said = run(terminal)
        (stored,) = terminal.stored
        assert f"Kept as run {stored.run.id}" in said.err
        assert (stored.run.status, stored.run.brief.text) == (RunStatus.COMPLETE, BRIEF)

    def test_holds_the_parts_asked_for(self, terminal: Terminal) -> None:
        file = terminal.folder / "plan.md"
        run(terminal, "--out", str(file), "--parts", "plan,decisions")
        text = file.read_text(encoding="utf-8")
        assert "## Decisions" in text
        assert "## Workers" not in text


class TestTheRecord:
    def test_has_what_other_programs_need(self, terminal: Terminal) -> None:
        file = terminal.folder / "run.json"
        run(terminal, "--fact", "Public launch: 25 May 2027", "--out", str(file))
        record = json.loads(file.read_text(encoding="utf-8"))
        assert record["brief"]["facts"] == [{"subject": "Public launch", "value": "25 May 2027"}]
        first = record["contributions"][0]
        assert first["specialist"] == "Messaging Specialist"
        assert (first["state"], first["text"]) == ("done", TEXTS["Messaging Specialist"])
        assert set(first["timings_s"]) == {"queued", "loading", "reading", "thinking", "writing"}
        (found,) = record["contradictions"]
        assert found["number"] == 1
        assert {"topic", "label", "severity", "sides", "explanation"} <= set(found)
        texts = {one["specialist"]: one["text"] for one in record["contributions"]}
        for side in found["sides"]:
            assert texts[side["specialist"]][side["start"] : side["end"]] == side["quote"]
        assert set(found["decision"]) >= {"text", "basis", "keep"}
        assert record["plan"]["markdown"].startswith("# Plan the public")
        assert record["plan"]["sections"]
        assert record["plan"]["violations"] == []
        assert record["calls"]


class TestProgress:
    def test_names_every_worker_and_how_it_went(self, terminal: Terminal) -> None:
        err = run(terminal).err
        for name in TEXTS:
            assert f"  {name:<20}  done, " in err
        assert re.search(r"^4 of 4 workers done: \d+ words, \d+ s of work within 0 s$", err, re.M)

    def test_lists_each_contradiction_with_its_decision_and_basis(self, terminal: Terminal) -> None:
        err = run(terminal, "--mode", "quick").err
        assert "Contradictions: 1 found. One call read all 4 texts together." in err
        assert "  R1  public launch · high · Messaging Specialist / Timeline Planner\n" in err
        assert "      Launch on 25 May 2027. (The topic's owner decides, Timeline Planner)\n" in err
        assert "The plan reflects its decision." in err

    def test_says_what_was_compared_where_nothing_was_found(self, terminal: Terminal) -> None:
        err = run(terminal, "--mode", "quick", script=a_judge(findings=[])).err
        assert "Contradictions: None found. One call read all 4 texts together." in err

    def test_says_how_many_pairs_were_read_and_what_was_looked_at_again(
        self, terminal: Terminal
    ) -> None:
        err = run(terminal, "--mode", "pair").err
        assert "Contradictions: 1 found. 6 of 6 pairs were read." in err
        assert "were looked at again, each by itself" in err

    def test_names_what_the_plan_does_not_reflect(self, terminal: Terminal) -> None:
        judge = a_judge(sections={"Timeline and owners": "The public launch is on 11 May 2027."})
        said = run(terminal, script=judge)
        assert said.code == 0
        assert "not reflect" in said.err
        assert "  R1  " in said.err.partition("not reflect")[2]

    def test_names_what_only_the_user_can_decide(self, terminal: Terminal) -> None:
        judge = a_judge(findings=[{**TWO_DATES, "rule": "needs_you", "keep": None}])
        assert "only you can decide: R1." in run(terminal, script=judge).err

    def test_shows_no_control_characters_of_an_llm(self, terminal: Terminal) -> None:
        judge = a_judge(findings=[{**TWO_DATES, "subject": "launch \x1b[31m day"}])
        said = run(terminal, script=judge)
        assert "launch" in said.err
        assert "\x1b" not in said.err + said.out


class TestFewerWorkers:
    def test_than_asked_end_with_four(self, terminal: Terminal) -> None:
        said = run(terminal, script=a_judge(workers={"Metrics Designer": BROKEN}))
        assert said.code == 4
        assert "Metrics Designer      failed: The server failed." in said.err
        assert "Plan from 3 of 4 — Metrics Designer missing" in said.err
        assert "**Plan from 3 of 4 — Metrics Designer missing**" in said.out

    def test_none_at_all_end_with_five(self, terminal: Terminal) -> None:
        said = run(terminal, script=a_judge(workers=dict.fromkeys(TEXTS, BROKEN)))
        assert (said.code, said.out) == (5, "")
        assert "None of the 4 specialists gave an answer" in said.err
        assert "Kept as run" in said.err

    def test_no_plan_is_written_where_there_is_none(self, terminal: Terminal) -> None:
        file = terminal.folder / "run.json"
        workers = dict.fromkeys(TEXTS, BROKEN)
        run(terminal, "--out", str(file), script=a_judge(workers=workers))
        assert json.loads(file.read_text(encoding="utf-8"))["plan"] is None


class TestFailingFiles:
    def test_one_that_became_unwritable_meanwhile_ends_with_six(self, terminal: Terminal) -> None:
        folder = terminal.folder / "plans"
        folder.mkdir()

        def lose_folder(_: object) -> Answer:
            shutil.rmtree(folder, ignore_errors=True)
            return Answer("The launch is on 25 May 2027 [R1].")

        good = terminal.folder / "good.md"
        lost = folder / "plan.md"
        said = run(
            terminal, "--out", str(lost), "--out", str(good), script=a_judge(writer=lose_folder)
        )
        assert said.code == 6
        assert f"The folder {folder} does not exist." in said.err
        assert f"Saved {good}" in said.err
        assert f"Kept as run {terminal.stored[0].run.id}" in said.err


class TestOptions:
    def test_the_last_of_a_repeated_one_wins(self, terminal: Terminal) -> None:
        run(terminal, "--at-once", "1", "--at-once", "3", "--llm", "other", "--llm", "qwen3:8b")
        settings = terminal.stored[0].run.settings
        assert (settings.at_once, settings.llm) == (3, "qwen3:8b")

    def test_facts_add_up(self, terminal: Terminal) -> None:
        run(terminal, "--fact", "Budget: EUR 60,000", "--fact", "Launch: 25 May 2027, 9:00")
        facts = terminal.stored[0].run.brief.facts
        assert [one.sentence for one in facts] == [
            "Budget: EUR 60,000",
            "Launch: 25 May 2027, 9:00",
        ]

    @pytest.mark.parametrize("word", ["auto", "quick"])
    def test_the_mode_is_recorded(self, terminal: Terminal, word: str) -> None:
        run(terminal, "--mode", word)
        assert terminal.stored[0].run.settings.mode == word

    def test_one_at_once_keeps_the_others_in_line(self, terminal: Terminal) -> None:
        said = run(terminal, "--at-once", "1")
        assert "queued" in said.err
        assert terminal.stored[0].run.settings.at_once == 1

    def test_the_llm_is_the_one_asked_for(self, terminal: Terminal) -> None:
        llms = (InstalledLlm(), InstalledLlm("gemma3:4b"))
        run(terminal, "--llm", "gemma3:4b", llms=llms)
        assert {one.llm for one in terminal.stored[0].run.contributions} == {"gemma3:4b"}

    def test_a_team_of_ones_own_is_found_by_name_and_by_path(self, terminal: Terminal) -> None:
        file = terminal.data / "teams" / "mine.toml"
        file.parent.mkdir(parents=True)
        text = (RESOURCES / "teams" / "product-launch.toml").read_text(encoding="utf-8")
        file.write_text(text.replace('name = "Product launch"', 'name = "Mine"'), encoding="utf-8")
        for wanted in ("mine", str(file)):
            assert run(terminal, "--team", wanted).code == 0
            assert terminal.stored[0].run.team.name == "Mine"

    def test_a_dash_reads_the_brief_from_standard_input(self, terminal: Terminal) -> None:
        with a_server() as server:
            said = terminal.type(
                "run", "-", "--host", server.url, stdin="Öffne am 2. Mai.".encode()
            )
        assert said.code == 0
        assert terminal.stored[0].run.brief.text == "Öffne am 2. Mai."

    def test_a_byte_order_mark_is_no_part_of_the_brief(self, terminal: Terminal) -> None:
        with a_server() as server:
            terminal.type("run", terminal.brief(b"\xef\xbb\xbfA plan."), "--host", server.url)
        assert terminal.stored[0].run.brief.text == "A plan."


class TestJson:
    def test_prints_events_that_replay_to_the_stored_run(self, terminal: Terminal) -> None:
        said = run(terminal, "--json")
        events = [RUN_EVENT_ADAPTER.validate_json(line) for line in said.out.splitlines()]
        (stored,) = terminal.stored
        assert replay(events) == stored.run
        assert "Kept as run" in said.err

    def test_leaves_the_plan_to_files(self, terminal: Terminal) -> None:
        file = terminal.folder / "plan.md"
        said = run(terminal, "--json", "--out", str(file))
        assert all(line.startswith("{") for line in said.out.splitlines())
        assert file.exists()


class TestTheDemo:
    def test_needs_no_server_and_records_its_own_brief(self, terminal: Terminal) -> None:
        said = terminal.type("run", "--demo")
        assert said.code == 0
        (stored,) = terminal.stored
        assert stored.run.brief == DemoScript.load(RESOURCES / "demo").brief
        assert stored.run.source == DEMO_SOURCE
        assert DEMO_SOURCE in said.err
        assert stored.problem == ""

    def test_says_which_options_it_does_not_use(self, terminal: Terminal) -> None:
        said = terminal.type("run", "other.md", "--demo", "--team", "x", "--llm", "y")
        assert said.code == 0
        assert "not used: other.md, --team, --llm." in said.err

    def test_is_compared_and_decided(self, terminal: Terminal) -> None:
        said = terminal.type("run", "--demo")
        assert "Contradictions: 9 found. 6 of 6 pairs were read" in said.err
        assert "Worth a look, and not decided: R9." in said.err
        assert "      To change by Timeline Planner: Drop the call and the demo" in said.err
        assert "The plan reflects all 7 decisions." in said.err


def test_a_damaged_earlier_run_is_no_reason_not_to_start_another(terminal: Terminal) -> None:
    journal = terminal.data / "runs" / "20270511-093012-aaaa" / "events.jsonl"
    journal.parent.mkdir(parents=True)
    journal.write_bytes(b"")
    assert run(terminal).code == 0


def test_a_bug_in_mid_run_is_reported_and_what_had_arrived_is_named(terminal: Terminal) -> None:
    class Fragile(io.StringIO):
        def write(self, text: str) -> int:
            if text.startswith("\nWriting the plan"):
                raise ArithmeticError("of all things")
            return super().write(text)

    err = Fragile()
    with a_server() as server:
        words = ("run", terminal.brief(), "--host", server.url, "--data-dir", str(terminal.data))
        console = Console(io.BytesIO(), io.StringIO(), err)
        code = run_command_line(words, console, lambda _: 0)
    (stored,) = terminal.stored
    kept = f"The run broke off. What had arrived is kept in the run {stored.run.id}"
    assert code == 1
    assert kept in err.getvalue()
    assert "ArithmeticError: of all things" in err.getvalue()
    assert err.getvalue().splitlines()[-1].startswith("This is a bug in Parallel Workers.")


def test_workers_are_asked_at_the_same_time(terminal: Terminal) -> None:
    with a_server() as server:
        terminal.type("run", terminal.brief(), "--host", server.url)
        workers = [one for one in server.chats if role_of(one.json)]
    assert len(workers) == 4


def test_a_path_with_spaces_is_a_path(terminal: Terminal) -> None:
    file: Path = terminal.folder / "my plan.md"
    with a_server() as server:
        brief = terminal.brief(name="my brief.md")
        said = terminal.type("run", brief, "--host", server.url, "--out", str(file))
    assert (said.code, file.exists()) == (0, True)
