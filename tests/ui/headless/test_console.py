"""Where the command line reads and writes."""

import io
import json

from ui.headless import Console


class Screen(io.StringIO):
    """A terminal of 80 columns: what is asked for its size is not this one."""

    def isatty(self) -> bool:
        return True


def test_long_lines_are_broken_on_a_terminal_and_keep_their_indent() -> None:
    screen = Screen()
    Console(io.BytesIO(), io.StringIO(), screen).say(f"\n      {'word ' * 30}")
    lines = screen.getvalue().splitlines()
    assert lines[0] == ""
    assert len(lines) > 2
    assert all(line.startswith("      word") and len(line) <= 80 for line in lines[1:])


def test_a_file_gets_whole_lines() -> None:
    file = io.StringIO()
    Console(io.BytesIO(), io.StringIO(), file).say("word " * 30)
    assert file.getvalue().count("\n") == 1


def test_what_others_wrote_cannot_steer_the_terminal() -> None:
    screen = Screen()
    Console(io.BytesIO(), io.StringIO(), screen).say("a\x1b]0;title\x07b\rc")
    assert screen.getvalue() == "a\ufffd]0;title\ufffdb\nc\n"


def test_results_cannot_steer_the_terminal_or_turn_the_direction_of_writing() -> None:
    screen = Screen()
    Console(io.BytesIO(), screen, io.StringIO()).result("a\x1b[2Jb \u202egpj.exe")
    assert screen.getvalue() == "a\ufffd[2Jb \ufffdgpj.exe\n"


def test_json_means_the_same_and_cannot_steer_the_terminal_either() -> None:
    screen, told = Screen(), {"title": "a\x1b\x9b\u2028\u202eb ä漢"}
    Console(io.BytesIO(), screen, io.StringIO()).record(json.dumps(told, ensure_ascii=False))
    assert json.loads(screen.getvalue()) == told
    assert not set("\x1b\x9b\u2028\u202e") & set(screen.getvalue())
