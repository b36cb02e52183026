"""What code alone says of whether the parts fit: little, and nothing that is not so."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine.numbering import NumberedDocuments
from engine.phases.align.by_code import drawn_by_code
from engine.phases.align.holding import Holding
from engine.phases.align.listing import Drawing, listed
from engine.resources import RESOURCES
from models.alignment import Alignment, AlignmentRow, Misalignment, MisalignmentKind
from models.documents import StatementRef
from tests.engine.phases.align.staging import shown
from tests.engine.phases.staging import a_world, decided

CASES = sorted((RESOURCES / "evaluation" / "cases").glob("*.json"))


def drawn(world: NumberedDocuments, *contradictions: Any) -> Alignment:
    return listed(drawn_by_code(world, Holding(contradictions)), (), ())


def a_case(name: str) -> NumberedDocuments:
    (path,) = (one for one in CASES if name in one.stem)
    return world_of(path)


def world_of(path: Path) -> NumberedDocuments:
    case = json.loads(path.read_text(encoding="utf-8"))
    texts = {one["worker"]: one["markdown"] for one in case["documents"]}
    return a_world(texts, brief=case["brief"])


def cells_of(alignment: Alignment) -> dict[str, dict[str, str]]:
    return {row.activity: shown(row) for row in alignment.rows}


def test_a_launch_has_its_channels_with_money_and_the_dates_other_texts_give_them() -> None:
    cells = cells_of(drawn(a_case("product-launch")))
    assert cells["Search, comparison and template pages"] == {
        "date": "15 March 2027",
        "channel": "Search, comparison and template pages",
        "budget": "EUR 12,000",
    }
    assert cells["Creator contracts signed"] == {"date": "31 March 2027"}
    assert "Total" not in cells


def test_a_channel_that_gets_money_and_no_date_in_any_text_is_unscheduled() -> None:
    alignment = drawn(a_case("product-launch"))
    assert [(one.kind, one.text) for one in alignment.misalignments] == [
        (
            MisalignmentKind.UNSCHEDULED,
            "“Paid social, retargeting only”: no text gives it a date.",
        )
    ]


def test_a_conference_has_its_calendar_in_order_and_its_costs() -> None:
    alignment = drawn(a_case("developer-conference"))
    names = [row.activity for row in alignment.rows]
    assert names[:3] == ["Site online", "Call for proposals opens", "Early tickets on sale"]
    assert cells_of(alignment)["Catering"] == {"budget": "EUR 42,000"}
    assert "Reserve" not in names
    assert alignment.is_by_code


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_code_alone_reports_at_most_one_misalignment_in_a_case(path: Path) -> None:
    alignment = drawn(world_of(path))
    assert len(alignment.misalignments) <= 1
    assert alignment.gaps == ()


GERMAN = {
    "Kanalplanerin": (
        "## Kanäle\n\n| Kanal | Zielgruppe | Budget (EUR) |\n| --- | --- | --- |\n"
        "| Plakate | Familien | 4.000 |\n| Hörfunkspots | Pendler | 6.500 |\n"
        "| Rücklage | | 900 |\n| **Summe** | | 11.400 |\n"
    ),
    "Zeitplaner": (
        "## Ablauf\n\n| Termin | Aufgabe | Verantwortlich |\n| --- | --- | --- |\n"
        "| 1. März 2027 | Plakate entwerfen | Frau Öztürk |\n"
        "| 15. März 2027 | Plakate kleben | offen |\n"
        "| 2. April 2027 | Bühne bestellen | Herr Kern |\n"
        "| 24. April 2027 | Eröffnung | Frau Öztürk |\n"
    ),
}


def test_german_tables_are_read_by_their_titles() -> None:
    alignment = drawn(a_world(GERMAN, "Plane das Fest. Pendler sollen davon hören."))
    cells = cells_of(alignment)
    assert cells["Plakate entwerfen"] == {"date": "1. März 2027", "owner": "Frau Öztürk"}
    assert cells["Hörfunkspots"] == {
        "channel": "Hörfunkspots",
        "audience": "Pendler",
        "budget": "EUR 6.500",
    }
    assert "Rücklage" not in cells
    assert [(one.kind, one.text.partition(":")[0]) for one in alignment.misalignments] == [
        (MisalignmentKind.UNSCHEDULED, "“Hörfunkspots”"),
        (MisalignmentKind.UNOWNED, "“Plakate kleben”"),
    ]


def test_a_request_of_the_brief_of_which_nobody_says_a_word_is_a_gap() -> None:
    brief = "Plane das Fest. Gehörlose Besucher müssen Gebärdensprache vorfinden. Plakate bitte."
    (gap,) = drawn(a_world(GERMAN, brief)).gaps
    assert gap.quote == "Gehörlose Besucher müssen Gebärdensprache vorfinden."


def test_a_request_whose_figure_or_words_stand_in_a_text_is_no_gap() -> None:
    texts = {
        "Geld": "180 Anteile zu 200 € ergeben 36.000 €. Die Belieferung beginnt um 5:00 Uhr.\n"
    }
    brief = (
        "Mindestens 180 Mitglieder sollen je einen Anteil von 200 € zeichnen. "
        "Der Laden darf nachts nicht beliefert werden. 32 Chöre mit Sängern werden erwartet."
    )
    assert drawn(a_world(texts, brief)).gaps == ()


def test_an_audience_and_a_target_only_their_own_text_knows_are_told() -> None:
    texts = {
        "Messages": "## Whom\n\n- Primary audience: retired sailors\n- Second audience: families\n",
        "Measures": (
            "## Targets\n\n| Metric | Target |\n| --- | --- |\n| Podcast listeners | 900 |\n"
            "| Families at the door | 200 |\n"
        ),
        "Channels": "## Channels\n\nPosters invite families.\n",
    }
    found = drawn(a_world(texts)).misalignments
    assert [(one.kind, one.text) for one in found] == [
        (
            MisalignmentKind.UNREACHED_AUDIENCE,
            "“retired sailors”: no other text mentions it.",
        ),
        (
            MisalignmentKind.UNWORKED_TARGET,
            "“Podcast listeners”: no other text mentions it.",
        ),
    ]


def test_what_was_decided_stands_in_the_calendar() -> None:
    texts = {
        "A": "## Calendar\n\n- Doors open: 5 May 2027\n",
        "B": "## Text\n\nDoors open on 7 May 2027.\n",
    }
    world = a_world(texts, "The doors open on 7 May 2027.")
    ruled = decided(world, "The doors open on 7 May", "5 May", subject="doors open")
    assert cells_of(drawn(world, ruled))["Doors open"] == {"date": "7 May 2027 (R1)"}


def test_long_lists_are_cut_and_the_rest_is_counted() -> None:
    ref = StatementRef(document_id="specialist/a", version=1, start=0, end=1)
    one = Misalignment(kind=MisalignmentKind.UNOWNED, text="Nobody.", sources=(ref,))
    row = AlignmentRow(activity="Act")
    alignment = listed(Drawing(rows=(row,) * 30, misalignments=(one,) * 14), (), ())
    assert (len(alignment.rows), len(alignment.misalignments)) == (24, 12)
    assert alignment.notes == (
        "6 of 30 activities are not listed.",
        "2 of 14 misalignments are not listed.",
    )


def test_texts_without_tables_or_lists_give_an_empty_matrix_and_no_alarm() -> None:
    alignment = drawn(a_world({"A": "We will think about it.\n", "B": ""}))
    assert alignment == Alignment(is_by_code=True)
