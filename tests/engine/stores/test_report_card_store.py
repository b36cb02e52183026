"""Report cards on disk."""

from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.stores.report_card_store import ReportCardStore
from tests.models.test_report_card import a_card


def a_store(folder: Path, application: str = "0.2.0") -> ReportCardStore:
    return ReportCardStore(folder / "report-cards", application)


def test_a_card_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    card = a_card()
    a_store(tmp_path).save(card)
    assert a_store(tmp_path).load(card.digest).card == card


def test_a_newer_card_replaces_the_older_one(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.save(a_card(found=1))
    store.save(a_card(found=6))
    stored = store.load(a_card().digest)
    assert stored.card is not None
    assert stored.card.found == 6
    assert len(list((tmp_path / "report-cards").iterdir())) == 1


def test_what_was_never_tested_has_no_card_and_that_is_no_problem(tmp_path: Path) -> None:
    stored = a_store(tmp_path).load("500a1f06")
    assert (stored.card, stored.problem) == (None, "")


def test_other_weights_of_the_same_name_have_no_card(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.save(a_card(digest="500a1f06"))
    assert store.load("600b2a17").card is None


def test_another_version_of_the_application_makes_a_card_stale(tmp_path: Path) -> None:
    a_store(tmp_path, "0.2.0").save(a_card(application="0.2.0"))
    stored = a_store(tmp_path, "0.3.0").load(a_card().digest)
    assert stored.card is None
    assert "version 0.2.0" in stored.problem


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"llm": "x"}', b"\xff\xfe"])
def test_a_broken_file_is_left_out_with_a_reason(tmp_path: Path, content: bytes) -> None:
    store = a_store(tmp_path)
    store.save(a_card())
    (path,) = (tmp_path / "report-cards").iterdir()
    path.write_bytes(content)
    stored = store.load(a_card().digest)
    assert stored.card is None
    assert "is damaged" in stored.problem


def test_a_digest_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    card = a_card(digest="../../elsewhere")
    store.save(card)
    assert store.load(card.digest).card == card
    assert [one.name for one in tmp_path.iterdir()] == ["report-cards"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "report-cards").write_text("a file")
    with pytest.raises(StoreError, match="The report card cannot be stored"):
        a_store(tmp_path).save(a_card())
