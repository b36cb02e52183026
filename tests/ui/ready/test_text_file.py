from pathlib import Path

from ui.ready.text_file import MOST_BYTES, FileRefused, read_text_file


def _refused(path: Path) -> str:
    found = read_text_file(path)
    assert isinstance(found, FileRefused)
    assert found.remedy
    return found.message


def test_text_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes("Größe: 公開日\n\n  end ".encode())
    assert read_text_file(path) == "Größe: 公開日\n\n  end "


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"\xef\xbb\xbfPlan it.")
    assert read_text_file(path) == "Plan it."


def test_1_mb_is_taken_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"a" * MOST_BYTES)
    assert read_text_file(path) == "a" * MOST_BYTES
    path.write_bytes(b"a" * 3_400_000)
    assert _refused(path) == "notes.txt has 3.4 MB; a brief may have at most 1 MB."
    path.write_bytes(b"a" * (MOST_BYTES + 1))
    assert "at most 1 MB" in _refused(path)


def test_other_encodings_and_other_formats_are_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "notes.pdf"
    for content in ("Größe".encode("latin-1"), b"PK\x03\x04\x00text"):
        path.write_bytes(content)
        assert _refused(path) == "notes.pdf is not plain text in UTF-8."


def test_what_cannot_be_read_is_said_with_its_name(tmp_path: Path) -> None:
    assert _refused(tmp_path / "gone.txt").startswith("gone.txt could not be read: ")
    assert "could not be read" in _refused(tmp_path)


def test_an_empty_file_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("\n \n")
    assert _refused(path) == "notes.txt is empty."
