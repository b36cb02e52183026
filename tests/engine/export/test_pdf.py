from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from pypdf.generic import Destination

from engine.export.characters import without_surrogates
from engine.export.parts import ExportPart
from engine.export.pdf import run_as_pdf
from models.brief import Brief, Fact
from models.run import Run
from tests.builders import SECTIONS, TEXTS, Part, a_heavy_run, a_run, a_run_with
from tests.engine.export.nasty import nasty_markdown


@pytest.fixture(scope="module")
def heavy() -> pypdf.PdfReader:
    return read(a_heavy_run())


def read(run: Run, *parts: ExportPart) -> pypdf.PdfReader:
    document = run_as_pdf(run, parts) if parts else run_as_pdf(run)
    return pypdf.PdfReader(BytesIO(document.content))


def text_of(reader: pypdf.PdfReader) -> str:
    """All words; places where a long word may break are no characters of it."""
    text = "\n".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u200b", "").split())


def bookmarks(outline: list[object]) -> list[object]:
    return [
        bookmarks(item) if isinstance(item, list) else str(item.title)
        for item in outline
        if isinstance(item, list | Destination)
    ]


def test_bookmarks_are_our_outline() -> None:
    assert bookmarks(list(read(a_run()).outline)) == [
        "About this run",
        "Brief",
        ["Fixed facts"],
        "Plan",
        list(SECTIONS),
        "Decisions",
        "Contradictions",
        ["Decided", ["R1 · public launch date"], "Needs you", ["R2 · who talks to new accounts"]],
        "Alignment",
        "Workers",
        list(TEXTS),
    ]


def test_the_contents_can_be_clicked() -> None:
    links = [one.get_object() for one in read(a_run()).pages[0].get("/Annots", [])]
    assert len([one for one in links if one["/Subtype"] == "/Link"]) >= 10


def test_marks_in_the_plan_are_links() -> None:
    whole, plan_alone = read(a_run()), read(a_run(), ExportPart.PLAN)
    assert count_links(whole) == count_links(read(a_run(sections=dict.fromkeys(SECTIONS, "")))) + 2
    assert "11 May 2027 [R1]." in text_of(plan_alone)


def count_links(reader: pypdf.PdfReader) -> int:
    return sum(len(page.get("/Annots", [])) for page in reader.pages)


def test_title_and_time_are_in_the_metadata() -> None:
    metadata = read(a_run()).metadata
    assert metadata is not None
    assert metadata.title == "Launch plan for Ledgerling 1.0"
    assert str(metadata.creation_date) == "2026-11-24 10:41:00+00:00"


def test_every_page_has_its_number_and_the_title(heavy: pypdf.PdfReader) -> None:
    total = len(heavy.pages)
    assert total > 10
    for number, page in enumerate(heavy.pages, start=1):
        text = page.extract_text()
        assert f"{number} / {total}" in text
        assert "Launch plan for Ledgerling 1.0" in text


def test_a_table_over_several_pages_repeats_its_header(heavy: pypdf.PdfReader) -> None:
    inside = [
        page.extract_text() for page in heavy.pages if "Prepare step 30 and" in page.extract_text()
    ]
    assert len(inside) == 8
    assert all("Week" in text and "Key" in text for text in inside)
    assert not any(
        "Prepare step 1 and" in text and "Prepare step 59 and" in text for text in inside
    )


def test_nothing_begins_outside_the_margins(heavy: pypdf.PdfReader) -> None:
    places: list[tuple[float, float]] = []

    def note(text: str, _: object, matrix: list[float], *rest: object) -> None:
        if text.strip():
            places.append((matrix[4], matrix[5]))

    for page in heavy.pages[:8]:
        page.extract_text(visitor_text=note)
    width = float(heavy.pages[0].mediabox.width)
    assert places
    assert all(0 <= x < width - 60 for x, _ in places)


def test_the_same_run_gives_the_same_bytes() -> None:
    assert run_as_pdf(a_run()).content == run_as_pdf(a_run()).content


@pytest.mark.parametrize("ending", ["stopped", "failed"])
def test_what_is_missing_is_said(ending: str) -> None:
    text = text_of(read(a_run_with(ending)))
    assert "Plan from 3 of 4 — Metrics Designer missing" in text
    assert "not used as evidence" in text


def test_quotes_are_whole() -> None:
    assert "“Typographic quotes” — with ‘single’ ones" in text_of(
        read(
            a_run(
                [Part(name="A", text="“Typographic quotes” — with ‘single’ ones")],
                contradictions=(),
            )
        )
    )


def test_a_run_without_a_plan_has_a_pdf_too() -> None:
    assert "There is no plan." in text_of(read(a_run(has_plan=False, contradictions=())))


@pytest.mark.parametrize(
    "text",
    [
        "> " * 200 + "kernel",
        "- " * 200 + "kernel",
        "1. > - " * 60 + "kernel",
        "*" * 500 + "kernel" + "*" * 500,
        "![" * 300 + "kernel" + "](x)" * 300,
        "|a" * 40 + "|\n" + "|-" * 40 + "|\n" + "| kernel" * 40 + "|\n",
        "kernel \x00\x07\ud800 \ufffe \U0010ffff",
    ],
)
def test_hostile_nesting_is_no_obstacle(text: str) -> None:
    run = a_run([Part(name="A", text=text)], contradictions=())
    assert "kernel" in text_of(read(run, ExportPart.WORKERS)).replace(" ", "")


@settings(max_examples=40, deadline=None)
@given(nasty_markdown)
def test_no_text_stops_the_pdf_or_leaves_its_place(text: str) -> None:
    line = f"x {without_surrogates(text)}"
    run = a_run(
        [Part(name="A", text=f"{text}\n\nkernel")],
        title=line,
        brief=Brief(text=line, facts=(Fact(subject=line, value=line),)),
        sections={"Only": f"{text} [R1]"},
    )
    reader = read(run)
    assert "kernel" in text_of(reader)
    assert bookmarks(list(reader.outline))[-2:] == ["Workers", ["A"]]
