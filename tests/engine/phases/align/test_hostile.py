"""Whatever stands in the texts, the ledgers or the answer: an alignment comes of it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.export.characters import without_surrogates
from engine.phases.align.by_code import drawn_by_code
from engine.phases.align.commitments import Commitments
from engine.phases.align.holding import Holding
from engine.phases.align.listing import listed
from engine.phases.align.reading import read_matrix
from models.alignment import Alignment, Aspect
from models.claim import Ledger
from tests.engine.export.nasty import nasty_markdown
from tests.engine.phases.align.staging import the_claims, the_world
from tests.engine.phases.staging import a_world

COLUMNS = ("Step", "Date", "Owner", "EUR", "Channel", "Termin", "Wer", "Metric", "")
CELLS = ("5 May 2027", "Anna", "tbd", "", "EUR 5", "4,000", "\\|", "`|`", "**x**", "12:00", "–")

tables = st.lists(st.tuples(*(st.sampled_from(CELLS),) * 4), min_size=1, max_size=5).flatmap(
    lambda rows: st.tuples(*(st.sampled_from(COLUMNS),) * 4).map(
        lambda titles: "\n".join(
            f"| {' | '.join(line)} |" for line in (titles, ("---",) * 4, *rows)
        )
    )
)
texts = st.lists(tables | nasty_markdown, max_size=3).map("\n\n".join).map(without_surrogates)

ids = st.sampled_from(["C1", "c2", "[C3]", "C99", "B1", "B2", "none", "", "NONE", "T4", "C1\n"])
values = ids | st.none() | st.integers() | st.lists(ids, max_size=2)
keys = st.sampled_from(["about", "answer", *(one.value for one in Aspect), "other"])
rows = st.lists(st.dictionaries(keys, values, max_size=9), max_size=8)


@settings(max_examples=50, deadline=None)
@given(texts, texts, texts)
def test_any_texts_give_an_alignment_that_can_be_stored(
    first: str, second: str, brief: str
) -> None:
    world = a_world({"First": first, "Second": second}, f"x {brief}")
    alignment = listed(drawn_by_code(world, Holding(())), (), ())
    assert Alignment.model_validate_json(alignment.model_dump_json()) == alignment
    assert len(alignment.rows) <= 24


@settings(max_examples=50, deadline=None)
@given(rows)
def test_any_rows_are_read_into_cells_with_words_of_the_texts(answer: list[dict[str, Any]]) -> None:
    world = the_world()
    ledger = Ledger(slot="all", version=1, claims=tuple(the_claims(world).values()))
    matrix = read_matrix(answer, Commitments([ledger], world), world, Holding(()))
    known = {statement.ref for cut in world.documents for statement in cut.statements}
    for row in matrix.rows:
        assert set(row.sources) <= known
        assert all(set(cell.sources) <= known and cell.says for cell in row.cells)
