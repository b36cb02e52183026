"""What cannot be done is said in one sentence, before anything is started."""

import socket
from pathlib import Path

import pytest

from tests.scripted_ollama import InstalledLlm
from tests.ui.headless.terminal import Said, Terminal, a_server
from ui.headless.exit_codes import ExitCode

DEMO = ("run", "--demo")


def refused(said: Said, code: ExitCode) -> str:
    """The sentence of a command that was refused."""
    assert said.code == code, said.err
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.count("\n") == 1, said.err
    return said.err.strip()


class TestTheBrief:
    @pytest.mark.parametrize(
        ("content", "complaint"),
        [
            (b"", "is empty. Write what should be planned."),
            (b" \n\t\n", "is empty. Write what should be planned."),
            (b"\xef\xbb\xbf", "is empty."),
            ("\u200b\u2060\n".encode(), "is empty."),
            (
                b"A plan.\nGr\xfc\xdfe",
                "is not text in UTF-8 (line 2). Save it as plain text in UTF-8.",
            ),
            ("A plan.".encode("utf-16"), "is not text in UTF-8"),
            (b"x" * 1_000_001, "is longer than 1,000,000 bytes."),
            ("é".encode() * 600_000, "is longer than 1,000,000 bytes."),
        ],
    )
    def test_that_cannot_be_used_is_refused(
        self, terminal: Terminal, content: bytes, complaint: str
    ) -> None:
        brief = terminal.brief(content)
        sentence = refused(terminal.type("run", brief), ExitCode.BAD_INPUT)
        assert sentence.startswith(f"The brief {brief} {complaint}")

    def test_must_be_named(self, terminal: Terminal) -> None:
        sentence = refused(terminal.type("run"), ExitCode.BAD_INPUT)
        assert sentence == "There is no brief. Name a text file, or - for standard input."

    def test_must_exist(self, terminal: Terminal) -> None:
        sentence = refused(terminal.type("run", "no such.md"), ExitCode.BAD_INPUT)
        assert sentence == "There is no file no such.md. Check the path of the brief."

    def test_must_not_be_a_folder(self, terminal: Terminal) -> None:
        sentence = refused(terminal.type("run", str(terminal.folder)), ExitCode.BAD_INPUT)
        assert sentence == f"{terminal.folder} is a folder. Name the brief, a text file."

    def test_on_standard_input_may_not_be_empty_either(self, terminal: Terminal) -> None:
        sentence = refused(terminal.type("run", "-"), ExitCode.BAD_INPUT)
        assert sentence.startswith("The brief on standard input is empty.")


class TestTheTeam:
    def test_that_is_unknown_gets_a_suggestion(self, terminal: Terminal) -> None:
        said = terminal.type("run", terminal.brief(), "--team", "product-lunch")
        sentence = refused(said, ExitCode.BAD_INPUT)
        assert sentence.startswith("There is no team 'product-lunch'.")
        assert "Did you mean 'product-launch'?" in sentence

    def test_whose_file_is_broken_is_refused(self, terminal: Terminal) -> None:
        file = terminal.brief("team_id = 'x\n", "team.toml")
        sentence = refused(
            terminal.type("run", terminal.brief(), "--team", file), ExitCode.BAD_INPUT
        )
        assert "is not valid TOML" in sentence

    def test_whose_file_is_missing_is_refused(self, terminal: Terminal) -> None:
        said = terminal.type("run", terminal.brief(), "--team", "none.toml")
        assert "There is no team file none.toml." in refused(said, ExitCode.BAD_INPUT)

    def test_without_a_name_is_refused(self, terminal: Terminal) -> None:
        said = terminal.type("run", terminal.brief(), "--team", "")
        assert "There is no team ''." in refused(said, ExitCode.BAD_INPUT)


class TestTheModel:
    LLMS = (
        InstalledLlm(),
        InstalledLlm("far:latest", remote_host="https://ollama.com:443"),
        InstalledLlm("nomic-embed-text:latest", capabilities=("embedding",)),
    )

    @pytest.mark.parametrize(
        ("name", "complaint"),
        [
            ("gemma3:12b", "The model gemma3:12b is not installed. Install it with: ollama pull"),
            ("gpt-oss:120b-cloud", "gpt-oss:120b-cloud runs at the cloud, not on this machine"),
            ("glm-4.6:cloud", "glm-4.6:cloud runs at the cloud, not on this machine"),
            ("far", "far:latest runs at https://ollama.com:443, not on this machine"),
            ("nomic-embed-text", "nomic-embed-text:latest cannot chat"),
        ],
    )
    def test_that_must_not_be_used_is_refused(
        self, terminal: Terminal, name: str, complaint: str
    ) -> None:
        with a_server(llms=self.LLMS) as server:
            said = terminal.type("run", terminal.brief(), "--host", server.url, "--llm", name)
            assert server.chats == []
        assert refused(said, ExitCode.NO_SERVER_OR_LLM).startswith(complaint)
        assert terminal.stored == []

    def test_without_a_name_is_refused(self, terminal: Terminal) -> None:
        sentence = refused(terminal.type("run", "--llm", " "), ExitCode.BAD_INPUT)
        assert sentence == "--llm: the name of a model is needed. See: main.py run --help"

    def test_must_be_there_at_all(self, terminal: Terminal) -> None:
        with a_server(llms=self.LLMS[1:]) as server:
            said = terminal.type("run", terminal.brief(), "--host", server.url)
        sentence = refused(said, ExitCode.NO_SERVER_OR_LLM)
        assert sentence.startswith("Ollama has no local model that can chat. Install one")


class TestTheHost:
    def test_where_nobody_answers_is_named(self, terminal: Terminal) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{free.getsockname()[1]}"
            said = terminal.type("run", terminal.brief(), "--host", url)
        sentence = refused(said, ExitCode.NO_SERVER_OR_LLM)
        assert sentence == f"Nobody answers at {url}. Start Ollama, or correct the host."

    def test_where_something_else_answers_is_named(self, terminal: Terminal) -> None:
        with a_server(documents={"/api/version": b"<html>Welcome</html>"}) as server:
            said = terminal.type("run", terminal.brief(), "--host", server.url)
        sentence = refused(said, ExitCode.NO_SERVER_OR_LLM)
        assert sentence.startswith(f"Something other than Ollama answers at {server.url}.")

    @pytest.mark.parametrize("host", ["http://10.0.0.5:11434", "ollama.example.org", "0.0.0.0"])
    def test_that_is_not_this_machine_is_refused(self, terminal: Terminal, host: str) -> None:
        said = terminal.type("run", terminal.brief(), "--host", host)
        refused(said, ExitCode.NO_SERVER_OR_LLM)

    @pytest.mark.parametrize("host", ["https://127.0.0.1", "http://127.0.0.1/api", "a b", "::1:x"])
    def test_that_is_no_address_is_refused(self, terminal: Terminal, host: str) -> None:
        refused(terminal.type("run", terminal.brief(), "--host", host), ExitCode.BAD_INPUT)


class TestOptions:
    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (
                ("run", "--otu", "x.md"),
                "There is no option --otu. Did you mean --out? See: main.py run --help",
            ),
            (("runs", "--all"), "There is no option --all. See: main.py runs --help"),
            (
                ("run", "--", "a.md", "--json"),
                "'--json' is one word too many. Options stand before --. See: main.py run --help",
            ),
            (
                ("run", "a.md", "b.md"),
                "'b.md' is one word too many. See: main.py run --help",
            ),
            (
                (*DEMO, "--at-once", "0"),
                "--at-once: '0' is not 'auto' or a number from 1 to 64. See: main.py run --help",
            ),
            (
                (*DEMO, "--fact", "no colon"),
                "--fact: 'no colon' is not of the form 'subject: value'. See: main.py run --help",
            ),
            (
                (*DEMO, "--parts", "plan,index"),
                "An export has no part 'index'. Known parts are: facts, plan, decisions, "
                "contradictions, alignment, workers.",
            ),
            ((*DEMO, "--out", ""), "--out: a path is needed. See: main.py run --help"),
            ((*DEMO, "--out"), "--out: expected one argument. See: main.py run --help"),
            (
                (*DEMO, "--out", "plan.docx"),
                "plan.docx names no format that can be exported. "
                "Let the name end in .md, .pdf or .json.",
            ),
        ],
    )
    def test_that_are_wrong_are_explained(
        self, terminal: Terminal, words: tuple[str, ...], sentence: str
    ) -> None:
        assert refused(terminal.type(*words), ExitCode.BAD_INPUT) == sentence

    @pytest.mark.parametrize("number", ["65", "-1", "x", "1.5", "²", ""])
    def test_at_once_is_a_number_from_1_to_64(self, terminal: Terminal, number: str) -> None:
        refused(terminal.type(*DEMO, f"--at-once={number}"), ExitCode.BAD_INPUT)

    @pytest.mark.parametrize("fact", ["", ":", "a:", ":b", "  : ", "a: \u200b", "Budget: \udcff"])
    def test_a_fact_needs_a_subject_and_a_value(self, terminal: Terminal, fact: str) -> None:
        refused(terminal.type(*DEMO, "--fact", fact), ExitCode.BAD_INPUT)

    def test_a_mode_that_does_not_exist_yet_is_refused(self, terminal: Terminal) -> None:
        said = terminal.type(*DEMO, "--mode", "thorough")
        assert refused(said, ExitCode.BAD_INPUT).startswith("--mode: invalid choice: 'thorough'")

    @pytest.mark.parametrize("word", ["rnu", "brief.md"])
    def test_an_unknown_command_names_the_known_ones(self, terminal: Terminal, word: str) -> None:
        sentence = refused(terminal.type_exactly(word), ExitCode.BAD_INPUT)
        assert sentence.startswith(f"There is no command {word!r}.")
        assert sentence.endswith("Commands are: run, runs, export, rule, rules, update, evaluate.")

    def test_a_known_command_is_suggested(self, terminal: Terminal) -> None:
        said = terminal.type_exactly("--data-dir", str(terminal.data), "exprot")
        assert "Did you mean export?" in refused(said, ExitCode.BAD_INPUT)

    def test_export_needs_a_run_and_a_file(self, terminal: Terminal) -> None:
        assert "RUN, --out" in refused(terminal.type("export"), ExitCode.BAD_INPUT)


class TestFiles:
    def test_are_checked_before_the_run_starts(self, terminal: Terminal) -> None:
        file = terminal.folder / "missing" / "plan.pdf"
        sentence = refused(terminal.type(*DEMO, "--out", str(file)), ExitCode.BAD_INPUT)
        assert sentence == (
            f"The folder {file.parent} does not exist. Create it, or choose another folder."
        )
        assert terminal.stored == []

    def test_that_are_folders_are_refused(self, terminal: Terminal) -> None:
        folder = terminal.folder / "plan.md"
        folder.mkdir()
        sentence = refused(terminal.type(*DEMO, "--out", str(folder)), ExitCode.BAD_INPUT)
        assert sentence == f"{folder} is a folder. Choose a file name."

    def test_that_the_run_reads_are_not_written_over_by_any_path(self, terminal: Terminal) -> None:
        brief = terminal.brief("Plan it.")
        link = terminal.folder / "link.md"
        link.symlink_to(brief)
        for name in (brief, str(link), str(terminal.folder / "." / "brief.md")):
            sentence = refused(terminal.type("run", brief, "--out", name), ExitCode.BAD_INPUT)
            assert sentence.endswith("would be overwritten. Choose another name for --out.")
        assert Path(brief).read_text(encoding="utf-8") == "Plan it."

    def test_an_old_file_survives_a_run_that_was_refused(self, terminal: Terminal) -> None:
        file = Path(terminal.brief("old", "plan.md"))
        refused(terminal.type("run", "missing.md", "--out", str(file)), ExitCode.BAD_INPUT)
        assert file.read_text(encoding="utf-8") == "old"


class TestTheDataFolder:
    @pytest.mark.parametrize("place", ["before", "after"])
    def test_may_be_named_before_and_after_the_command(
        self, terminal: Terminal, place: str
    ) -> None:
        option = ("--data-dir", str(terminal.data))
        words = (*option, *DEMO) if place == "before" else (*DEMO, *option)
        assert terminal.type_exactly(*words).code == 0
        assert len(terminal.stored) == 1

    def test_named_last_wins(self, terminal: Terminal) -> None:
        other = str(terminal.folder / "other")
        said = terminal.type_exactly(
            "--data-dir", other, "run", "--data-dir", other, "--demo", f"--data-dir={terminal.data}"
        )
        assert said.code == 0
        assert len(terminal.stored) == 1
        assert not Path(other).exists()

    def test_that_cannot_be_written_is_refused(self, terminal: Terminal) -> None:
        terminal.data.write_text("a file", encoding="utf-8")
        sentence = refused(terminal.type(*DEMO), ExitCode.BAD_INPUT)
        assert sentence.startswith(f"The run cannot be stored in {terminal.data}")
        assert "--data-dir" in sentence

    def test_that_has_no_runs_says_how_to_start_one(self, terminal: Terminal) -> None:
        said = terminal.type("runs")
        assert (said.code, said.out) == (0, "")
        assert said.err == f"No runs in {terminal.data} yet. Start one with: main.py run BRIEF\n"

    def test_without_a_name_is_refused(self, terminal: Terminal) -> None:
        sentence = refused(terminal.type_exactly("--data-dir="), ExitCode.BAD_INPUT)
        assert sentence == "--data-dir: a path is needed. See: main.py --help"


@pytest.mark.parametrize("words", [("--help",), ("run", "-h"), ("runs", "-h"), ("export", "-h")])
def test_help_is_no_mistake(
    terminal: Terminal, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert terminal.type_exactly(*words).code == 0
    assert capsys.readouterr().out.startswith("usage: main.py")
