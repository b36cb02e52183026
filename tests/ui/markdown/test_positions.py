import pytest

from tests.ui.markdown.documents import Shown, shown
from ui.markdown.copying import markdown_of
from ui.markdown.positions import positions_of, source_of

pytestmark = pytest.mark.usefixtures("qapp")

_TEXT = """## Motion

It is **product-led** & \\*simple\\* for 😀 people, says
the `site`. More &amp; more.

- One [link](https://example.org) here
- Two

| Channel | EUR |
|---|--:|
| Search | 12,000 |

```py
x = 1
y = 2
```

End.
"""


def shown_at(one: Shown, words: str) -> list[str]:
    start = _TEXT.index(words)
    spans = positions_of(one.writer.placed, start, start + len(words))
    return [one.text_at(span.start, span.end - span.start) for span in spans]


def copied(one: Shown, first: str, last: str = "") -> str:
    """What is copied when all from ``first`` to ``last`` is selected, as shown."""
    plain = one.document.toPlainText()
    start = len(plain[: plain.index(first)].encode("utf-16-le")) // 2
    end = len(plain[: plain.index(last or first) + len(last or first)].encode("utf-16-le")) // 2
    return markdown_of(_TEXT, one.writer.placed, start, end)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Motion", ["Motion"]),
        ("## Motion", ["Motion"]),
        ("**product-led** & \\*simple\\*", ["product-led & *simple*"]),
        ("product", ["product"]),
        ("😀 people, says\nthe `site`", ["😀 people, says the site"]),
        ("people", ["people"]),
        ("More &amp; more.", ["More & more."]),
        ("One [link](https://example.org) here\n- Two", ["One link here", "Two"]),
        ("x = 1\ny = 2", ["x = 1", "y = 2"]),
    ],
)
def test_a_range_of_the_source_is_found_in_the_document(words: str, expected: list[str]) -> None:
    assert shown_at(shown([_TEXT]), words) == expected


def test_a_part_of_a_table_row_is_the_whole_row() -> None:
    one = shown([_TEXT])
    start = _TEXT.index("12,000")
    (span,) = positions_of(one.writer.placed, start, start + 2)
    assert span.is_row
    assert one.text_at(span.start, span.end - span.start) == "Search12,000"


def test_what_is_no_text_is_nowhere() -> None:
    one = shown([_TEXT])
    start = _TEXT.index("|---|")
    assert positions_of(one.writer.placed, start, start + 5) == []
    assert positions_of(one.writer.placed, len(_TEXT) + 5, len(_TEXT) + 9) == []


def test_each_position_leads_back_to_the_source_it_shows() -> None:
    one = shown([_TEXT])
    for placed in one.writer.placed:
        for run in placed.leaf.runs:
            (span,) = positions_of(one.writer.placed, run.start, run.end)
            start, end = source_of(one.writer.placed, span.start, span.end)
            assert start <= run.start
            assert run.end <= end


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("Motion", "", "## Motion"),
        ("roduct", "", "roduct"),
        ("product-led", "", "**product-led**"),
        ("is product", "", "is **product-led**"),
        ("Motion", "It is", "## Motion\n\nIt is"),
        ("*simple*", "", "\\*simple\\*"),
        ("link", "", "[link](https://example.org)"),
        ("One link", "Two", "- One [link](https://example.org) here\n- Two"),
        ("Two", "", "- Two"),
        ("EUR", "Search", "| Channel | EUR |\n|---|--:|\n| Search | 12,000 |"),
        ("12,000", "", "12,000"),
        ("x = 1", "y =", "x = 1\ny ="),
        ("12,000", "y = 2", "| Search | 12,000 |\n\n```py\nx = 1\ny = 2\n```"),
    ],
)
def test_what_is_copied_is_markdown(first: str, last: str, expected: str) -> None:
    assert copied(shown([_TEXT]), first, last) == expected
