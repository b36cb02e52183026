"""A section falls into paragraphs that can be replaced one by one and leave the rest alone."""

import pytest

from engine.phases.plan.paragraphs import paragraph_with, paragraphs_of

NASTY = (
    "Intro line one\nand two. [R1]\n\n"
    "### Heading\nText below it.\n"
    "- one\n  - nested\n    - deeper\n\n"
    "  Loose item text.\n\n"
    "| a | b |\n| --- | --- |\n| 1 | 2 [R2] |\n\n\n"
    "```python\n\nx = 1\n\n```\n"
    "> A quote\n>\n> goes on.\n\n"
    "公開日は五月です。\n"
)


def test_paragraphs_are_exact_slices_and_nothing_is_lost_between_them() -> None:
    found = paragraphs_of(NASTY)
    assert all(NASTY[one.start : one.end] == one.text for one in found)
    rest = NASTY
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    assert rest.strip() == ""


def test_lists_tables_code_and_headings_each_stay_together() -> None:
    texts = [one.text for one in paragraphs_of(NASTY)]
    assert texts == [
        "Intro line one\nand two. [R1]",
        "### Heading",
        "Text below it.\n- one\n  - nested\n    - deeper",
        "Loose item text.",
        "| a | b |\n| --- | --- |\n| 1 | 2 [R2] |",
        "```python\n\nx = 1\n\n```",
        "> A quote\n>\n> goes on.",
        "公開日は五月です。",
    ]
    assert [one.text for one in paragraphs_of(NASTY) if not one.is_prose] == [
        "### Heading",
        "```python\n\nx = 1\n\n```",
    ]


def test_a_replaced_paragraph_keeps_its_indent_and_all_around_it() -> None:
    loose = paragraph_with(NASTY, "Loose")
    assert loose is not None
    new = loose.replaced(NASTY, loose.indented(NASTY, "New text\nof two lines."))
    assert "\n\n  New text\n  of two lines.\n\n| a | b |" in new
    assert new.replace("New text\n  of two lines.", "Loose item text.") == NASTY


@pytest.mark.parametrize("markdown", ["", "\n \n", "```\nnever closed\n\nat all"])
def test_empty_and_broken_sections_do_no_harm(markdown: str) -> None:
    assert not any(one.is_prose for one in paragraphs_of(markdown))
    assert paragraph_with(markdown, "closed") is None
