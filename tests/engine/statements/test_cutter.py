import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.numbering import CutDocument, NumberedDocuments
from engine.statements import cut
from models.documents import Document, StatementKind
from tests.engine.statements.builders import document, kinds_and_quotes, statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One. Two.", [("sentence", "One."), ("sentence", "Two.")]),
        ("# Title #\n\nText", [("heading", "Title"), ("sentence", "Text")]),
        ("Title\nof two\n===\nText", [("heading", "Title\nof two"), ("sentence", "Text")]),
        ("It is so.\n---\nNext.", [("sentence", "It is so."), ("sentence", "Next.")]),
        ("**Owners**\n\nAnn.", [("heading", "**Owners**"), ("sentence", "Ann.")]),
        ("- One. Two.\n- Three", [("bullet", "One."), ("bullet", "Two."), ("bullet", "Three")]),
        ("1. One\n   - Two\n\n     lax", [("bullet", "One"), ("bullet", "Two"), ("bullet", "lax")]),
        ("- [x] Done\n- [ ] Open", [("bullet", "Done"), ("bullet", "Open")]),
        ("> One\n> two.\nThree.", [("sentence", "One\n> two."), ("sentence", "Three.")]),
        ("> - in a quote", [("bullet", "in a quote")]),
        ("```py\na = 1\n\nb = 2\n```\n", [("code", "a = 1\n\nb = 2")]),
        ("```\nnever closed. So.", [("code", "never closed. So.")]),
        ("```\n", []),
        ("``` and so on. More.\nx\n```", [("code", "and so on. More.\nx")]),
        ("| Room | Seats |\n|---|---|", [("table_row", "| Room | Seats |")]),
        ("| alone\n---\nText.", [("table_row", "| alone"), ("sentence", "Text.")]),
        ("- ```\n  in a list\n  ```", [("code", "in a list")]),
        ("    indented. Code.", [("code", "indented. Code.")]),
        ("One\r\ntwo.\r\n\r\n* Three\r", [("sentence", "One\r\ntwo."), ("bullet", "Three")]),
        ("-\tTab\n\n\t- nested", [("bullet", "Tab"), ("bullet", "nested")]),
        ("**By:** Ann\n**On:** May", [("sentence", "**By:** Ann"), ("sentence", "**On:** May")]),
        ("Ann  \nBen\\\nCy", [("sentence", "Ann"), ("sentence", "Ben\\"), ("sentence", "Cy")]),
        ("• One\n• Two", [("sentence", "• One"), ("sentence", "• Two")]),
        ("<div>\n\nInside.\n\n</div>", [("sentence", "Inside.")]),
        ("[note]: EUR-5\n", [("sentence", "[note]: EUR-5")]),
        ("---\n\n***\n", []),
    ],
)  # fmt: skip
def test_markdown_becomes_statements(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds_and_quotes(text) == expected


TABLE = """\
## Money

| Channel | **EUR** |
| --- | ---: |
| Search \\| pages | 12,000 |
| **Total** | |
Right below.
"""


def test_body_rows_are_statements_with_their_column_titles() -> None:
    heading, first, total, below = statements(TABLE)

    assert first.quote == "| Search \\| pages | 12,000 |"
    assert first.columns == total.columns == ("Channel", "EUR")
    assert total.kind is StatementKind.TABLE_ROW
    assert (below.kind, below.quote) == (StatementKind.SENTENCE, "Right below.")
    assert heading.quote == first.heading == below.heading == "Money"


def test_a_table_in_a_quote_loses_the_quote_sign() -> None:
    assert kinds_and_quotes("> | a | b |\n> |---|---|\n> | 1 | 2 |") == [("table_row", "| 1 | 2 |")]


def test_the_nearest_heading_above_is_known_as_plain_text() -> None:
    first, second, text = statements("# One\n## **Two** and [three](x)\nText.")

    assert (first.heading, second.heading, text.heading) == ("", "One", "Two and three")


def test_a_statement_names_its_document_and_version() -> None:
    (only,) = statements("Text.")

    assert (only.ref.document_id, only.ref.version) == ("specialist/a", 3)


def test_offsets_are_code_points() -> None:
    _, second = statements("🎉🎉 Ne\u0301. 日本語です")

    assert second.ref.start == 8


NASTY = st.sampled_from(
    [
        "# Head", "Head\n===", "- one. Two.", "1. first", "  - nested", "\t- tab", "> quote",
        ">> deeper. So.", "```", "~~~ py", "    code", "| a | b |\n|---|---|\n| 1 | 2 |", "| x",
        "---", "***", "<div>", "</div>", "<!-- c -->", "[ref]: http://x.y", "[a](b. c)",
        "**Bold.** Next.", "**Owner:** Ann", "z. B. Kinder", "am 3. Mai. Dann", "e.g. this. That",
        "你好。我们去", "مرحبا. نعم", "🎉 Party! 🎊", "Ends with two  ", "Ends with\\", "`co. de`",
        "\\* x", "*", "_", "\u00a0", "\u2028", "\x0b", "\x85", "\0", "• dot", "- [ ] task",
        "Title.\n---", "+", "2)", "&amp;", "a\u0301. B",
    ]
)  # fmt: skip
SEPARATORS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "\n  ", "\n> ", "\n    ", "\n\t"])
MARKDOWN = st.lists(st.tuples(NASTY | st.text(max_size=12), SEPARATORS), max_size=14).map(
    lambda pieces: "".join(piece + separator for piece, separator in pieces)
)


@given(MARKDOWN | st.text())
def test_quotes_are_exact_ordered_and_do_not_overlap(text: str) -> None:
    end = 0
    for one in statements(text):
        assert one.quote == text[one.ref.start : one.ref.end]
        assert one.quote == one.quote.strip() != ""
        assert one.ref.start >= end
        end = one.ref.end


WORDS = st.text(
    st.characters(categories=["L", "N"], exclude_characters="xX"), min_size=2, max_size=6
)
FRAMES = st.sampled_from(
    ["{}", "# {}", "- {}. {}", "7. {}", "> {} {}", "  - {}", "```\n{}\n{}\n```", "    {}",
     "{}\n===", "**{}.** {}", "| a | b |\n|---|---|\n| {} | {} |", "<b>{}</b>",
     "[{}]: {}", "{}  \n{}", "\t{}"]
)  # fmt: skip


@given(
    st.lists(st.tuples(FRAMES, WORDS, WORDS), min_size=1, max_size=8),
    st.sampled_from(["\n\n", "\r\n\r\n"]),
)
def test_no_word_is_lost(parts: list[tuple[str, str, str]], separator: str) -> None:
    text = separator.join(frame.format(one, two) for frame, one, two in parts)

    said = "\n".join(one.quote for one in statements(text))

    for frame, one, two in parts:
        assert one in said
        assert two in said or frame.count("{}") == 1


WORD = st.text("abcdefgh", min_size=6, max_size=6).map("zq".__add__)
SPEECH = st.sampled_from(
    ["# {}", "{}\n===", "- {}. Then {}.", "1. {}", "  - {}", "\t- {}", "> {}", ">> {}. So {}.",
     "```\n{}\n```", "    {}", "| a | b |\n|---|---|\n| {} | {} |", "| {} | {} |\n|---|---|",
     "| {}", "---", "<div>{}", "</div>", "<!-- {} -->", "[{}]: http://x.y", "[{}](b. c)",
     "**{}.** Next {}.", "**Owner:** {}", "z. B. {}", "am 3. Mai. Dann {}", "你好。{}",
     "🎉 {}! {} 🎊", "{} ends  ", "{}\\", "`co. {}`", "\\* {}", "* {}", "\u00a0{}", "\u2028{}",
     "\x0b{}", "\0{}", "• {}", "- [ ] {}", "{}.\n---", "+ {}", "2) {}", "&amp;{}", "![{}](u)",
     "[^1]: {}", "> | {} | b |\n> |---|---|\n> | 1 | {} |"]
)  # fmt: skip
SPOKEN = st.lists(st.tuples(SPEECH, WORD, WORD, SEPARATORS), max_size=8)


@given(SPOKEN)
def test_no_word_of_nasty_markdown_is_lost(parts: list[tuple[str, str, str, str]]) -> None:
    text = "".join(frame.format(one, two) + after for frame, one, two, after in parts)
    assume("``` " not in text)  # what stands there is the name of a language

    found = statements(text)

    said = "\n".join(" ".join((one.quote, *one.columns)) for one in found)
    for frame, one, two, _ in parts:
        assert frame.count("{}") < 1 or one in said
        assert frame.count("{}") < 2 or two in said


def theirs(text: str) -> Document:
    return Document(document_id="specialist/b", title="B", version=7, text=text)


def cut_document(one: Document) -> CutDocument:
    return CutDocument(one, cut(one))


def test_the_places_in_a_text_do_not_depend_on_other_texts() -> None:
    ours = document("Open in May. Hire two.")
    before = NumberedDocuments([cut_document(ours), cut_document(theirs("Wait."))])
    after = NumberedDocuments([cut_document(ours), cut_document(theirs("Go. Now. Fast."))])

    for numbered in (before, after):
        first = numbered.documents[0]
        assert [one.ref for one in first.statements] == [one.ref for one in statements(ours.text)]
        assert [numbered.id_of(one) for one in first.statements] == ["C1", "C2"]


def test_a_very_long_paragraph_is_cut_in_time_that_grows_with_its_length() -> None:
    lines = [f"Line {number} says this." for number in range(20_000)]
    began_s = time.process_time()
    found = statements("\n".join(lines))
    assert time.process_time() - began_s < 8
    assert [one.quote for one in found] == lines


def test_a_german_day_that_begins_a_list_item_stays_in_its_quote() -> None:
    text = (
        "- 14. September: Abnahme der Anlage\n- 1. Oktober 2027 – Eröffnung\n\n2. Mai 2028: Fest\n"
    )
    document = Document(document_id="specialist/a", title="a", text=text)

    assert [one.quote for one in cut(document)] == [
        "14. September: Abnahme der Anlage",
        "1. Oktober 2027 – Eröffnung",
        "2. Mai 2028: Fest",
    ]
    assert all(text[one.ref.start : one.ref.end] == one.quote for one in cut(document))


def test_a_number_before_other_words_is_a_marker() -> None:
    document = Document(document_id="specialist/a", title="a", text="1. Maibaum kaufen\n2. Fest\n")

    assert [one.quote for one in cut(document)] == ["Maibaum kaufen", "Fest"]
