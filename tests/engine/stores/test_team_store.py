from pathlib import Path

import pytest

from engine.errors import InputError
from engine.stores.team_store import MAX_TEAM_FILE_BYTES, TeamStore

TEAM = """
team_id = "bakery"
name = "Bakery"

[[topics]]
id = "bread"
group = "who"
meaning = "which bread is baked"

[[specialists]]
name = "Baker"
topics = ["bread"]
prompt = "Decide on the bread."
words = 300

[[specialists]]
name = "Cashier"
prompt = "Decide on the till."

[synthesizer]
prompt = "Write one plan."

[[sections]]
id = "all"
title = "All"
topics = ["bread"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bakery.toml").write_text(TEAM, encoding="utf-8")
    return tmp_path


def refusal(file: Path, content: str | bytes) -> str:
    """What is said about a team file with this content; always one line."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        TeamStore([]).load(str(file))
    assert "\n" not in str(caught.value)
    assert "pydantic" not in str(caught.value)
    assert str(file) in caught.value.message
    assert caught.value.remedy
    return str(caught.value)


def changed(old: str, new: str) -> str:
    assert old in TEAM
    return TEAM.replace(old, new, 1)


class TestFinding:
    def test_a_team_is_loaded_by_its_name(self, folder: Path) -> None:
        team = TeamStore([folder]).load("bakery")
        assert team.name == "Bakery"
        assert [one.slot for one in team.specialists] == ["baker", "cashier"]
        assert team.specialists[1].words == 700

    def test_a_team_is_loaded_from_a_path(self, folder: Path) -> None:
        assert TeamStore([]).load(str(folder / "bakery.toml")).team_id == "bakery"

    def test_a_suffix_alone_makes_it_a_file(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(folder)
        assert TeamStore([]).load("bakery.toml").team_id == "bakery"

    def test_names_come_sorted_from_all_folders_that_exist(self, folder: Path) -> None:
        other = folder / "other"
        other.mkdir()
        for name in ("airport", "bakery"):
            (other / f"{name}.toml").write_text(TEAM, encoding="utf-8")
        store = TeamStore([folder, other, folder / "missing"])
        assert store.names() == ("airport", "bakery")

    def test_the_first_folder_counts(self, folder: Path) -> None:
        own = folder / "own"
        own.mkdir()
        mine = changed('name = "Bakery"', 'name = "My bakery"')
        (own / "bakery.toml").write_text(mine, encoding="utf-8")
        assert TeamStore([own, folder]).load("bakery").name == "My bakery"

    def test_an_unknown_name_is_answered_with_a_suggestion_and_the_known_ones(
        self, folder: Path
    ) -> None:
        with pytest.raises(InputError) as caught:
            TeamStore([folder]).load("Bakry")
        assert caught.value.message == "There is no team 'Bakry'."
        assert caught.value.remedy == "Did you mean 'bakery'? Known teams: bakery."

    def test_a_name_unlike_all_others_gets_no_suggestion(self, folder: Path) -> None:
        with pytest.raises(InputError) as caught:
            TeamStore([folder]).load("zoo")
        assert caught.value.remedy == "Known teams: bakery."

    def test_without_any_team_a_path_is_asked_for(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="give the path of a team file"):
            TeamStore([tmp_path]).load("bakery")

    @pytest.mark.parametrize("name", ["missing.toml", "./missing", "folder.toml", "a\0.toml"])
    def test_what_is_not_a_file_is_refused(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "folder.toml").mkdir()
        with pytest.raises(InputError, match="There is no team file"):
            TeamStore([tmp_path]).load(name)


class TestReading:
    def test_a_byte_order_mark_does_no_harm(self, folder: Path) -> None:
        (folder / "marked.toml").write_text(TEAM, encoding="utf-8-sig")
        assert TeamStore([folder]).load("marked").team_id == "bakery"

    def test_a_syntax_error_is_reported_with_its_line(self, tmp_path: Path) -> None:
        said = refusal(tmp_path / "team.toml", 'team_id = "x"\nname Bakery\n')
        assert "is not valid TOML" in said
        assert "line 2" in said

    def test_text_that_is_not_utf8_is_reported_with_its_line(self, tmp_path: Path) -> None:
        said = refusal(tmp_path / "team.toml", 'team_id = "x"\nname = "Bäcker"\n'.encode("latin-1"))
        assert "is not UTF-8 text (line 2)" in said

    def test_a_large_file_is_refused_unread(self, tmp_path: Path) -> None:
        said = refusal(tmp_path / "team.toml", b"#" * (MAX_TEAM_FILE_BYTES + 1))
        assert "larger than 1 MB" in said

    def test_bottomless_nesting_is_refused(self, tmp_path: Path) -> None:
        assert "too deeply" in refusal(tmp_path / "team.toml", "a = " + "[" * 100_000)

    def test_a_file_that_cannot_be_read_is_refused(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def forbidden(_: Path, mode: str) -> None:
            raise PermissionError(13, "Permission denied", mode)

        monkeypatch.setattr(Path, "open", forbidden)
        with pytest.raises(InputError, match=r"cannot be read: Permission denied\. Check"):
            TeamStore([folder]).load("bakery")


class TestChecking:
    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            (
                "words = 300",
                "words = 5",
                'specialists[1].words ("Baker") must be at least 50. Correct',
            ),
            ("words = 300", "words = 9999", "must be at most 4000"),
            ("words = 300", "words = 'many'", "must be a whole number"),
            ("words = 300", "words = 300.5", "must be a whole number"),
            ("words = 300", "temperature = 'hot'", "must be a number"),
            ("words = 300", "think = 'never mind'", "must be true or false"),
            ("words = 300", "word = 300", "Did you mean 'words'? Known keys: name, topics, prompt"),
            ('name = "Bakery"', "", "name is missing. Add it"),
            ("words = 300", "word = 300", 'specialists[1].word ("Baker") is not a known key'),
            ('name = "Bakery"', 'nam = "Bakery"', "nam is not a known key (and 1 more problem in"),
            ('name = "Bakery"', 'name = "Bakery"\nstaff = 3', "staff is not a known key"),
            ('name = "Bakery"', "name = 7", "name must be text in quotation marks"),
            ('name = "Bakery"', 'name = ""', "name must not be empty"),
            ('"bakery"', f'"{"b" * 201}"', "team_id must have at most 200 characters"),
            ('"bakery"', '"The bakery"', "team_id must consist of small letters, digits and"),
            ('group = "who"', 'group = "why"', "topics[1].group (\"bread\") must be one of 'who',"),
            ('prompt = "Decide on the bread."', "", 'specialists[1].prompt ("Baker") is missing'),
            ('prompt = "Write one plan."', "", "synthesizer.prompt is missing. Add it"),
            ('topics = ["bread"]', "topics = 3", 'specialists[1].topics ("Baker") must be a list'),
            ('topics = ["bread"]', "topics = [3]", 'specialists[1].topics[1] ("Baker") must be'),
            ('topics = ["bread"]', 'topics = ["rye"]', "names the unknown topic 'rye'; known are:"),
            ('name = "Cashier"', 'name = "Baker"', "'baker' is named 2 times; each may be named"),
        ],
    )
    def test_a_mistake_is_named_with_its_place(
        self, tmp_path: Path, old: str, new: str, said: str
    ) -> None:
        assert said in refusal(tmp_path / "team.toml", changed(old, new))

    def test_several_mistakes_are_counted(self, tmp_path: Path) -> None:
        assert "(and 7 more problems in the file)" in refusal(
            tmp_path / "team.toml", "x = 1\ny = 2"
        )

    def test_a_list_of_numbers_is_no_list_of_specialists(self, tmp_path: Path) -> None:
        head = "specialists = [1]\n" + TEAM.split("[[specialists]]")[0]
        tail = '[synthesizer]\nprompt = "x"\n[[sections]]\nid = "a"\ntitle = "A"\n'
        said = refusal(tmp_path / "team.toml", head + tail)
        assert "specialists[1] must be a table with keys" in said

    def test_a_long_name_does_not_fill_the_message(self, tmp_path: Path) -> None:
        long_name = "Very " * 900
        team = changed('name = "Baker"', f'name = "{long_name}"').replace("300", "3")
        said = refusal(tmp_path / "team.toml", team)
        assert len(said) < 300 + len(str(tmp_path))
