import pytest
from hypothesis import example, given, settings

from engine.export.contained import plain_parser
from engine.export.markdown import contained_markdown
from tests.engine.export.nasty import nasty_markdown
from tests.engine.export.outline import addresses, headings, kinds


def test_the_highest_heading_goes_one_level_below_ours() -> None:
    text = "## A\n\n### B\n\nSetext\n---\n"
    assert headings(contained_markdown(text, below=2)) == [(3, "A"), (4, "B"), (3, "Setext")]


def test_no_heading_goes_below_the_sixth_level() -> None:
    text = "# A\n\n###### B\n"
    assert headings(contained_markdown(text, below=4)) == [(5, "A"), (6, "B")]


def test_raw_html_is_text() -> None:
    shown = contained_markdown("<div>\nwords\n</div>\n\na <b>c</b> <!-- d -->", below=2)
    assert not kinds(shown) & {"html_block", "html_inline"}
    assert "\\<div>" in shown


def test_an_unclosed_fence_is_closed() -> None:
    assert contained_markdown("```py\nx = 1", below=2) == "```py\nx = 1\n```"


def test_nothing_in_an_info_string_ends_the_fence() -> None:
    shown = contained_markdown("``` a&#10;```&#10;# Out\ncode\n```", below=2)
    assert headings(shown) == []


def test_an_injected_definition_does_not_make_a_mark_a_link() -> None:
    shown = contained_markdown("Launch in May [R3].\n\n[R3]: http://evil.example", below=2)
    assert "Launch in May [R3]." in shown
    assert addresses(f"{shown}\n\nOurs [R3].") == []


def test_a_setext_underline_makes_no_heading_of_our_level() -> None:
    assert headings(contained_markdown("[R3]: /x\n===\n", below=2)) == [(3, "\\[R3\\]: /x")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[y](rel/a.md)", "y (rel/a.md)"),
        ("[y](mailto:a@b.org)", "[y](mailto:a@b.org)"),
        ("[y](ftp://a.org)", "y (ftp://a.org)"),
        ("![seen](http://a.org/b.png)", "seen (http://a.org/b.png)"),
        ("![](http://a.org/b.png)", "Image (http://a.org/b.png)"),
        ("<https://a.org>", "<https://a.org>"),
        ("<irc://a.org>", "irc://a.org"),
    ],
)
def test_links_lead_to_the_web_or_a_mailbox_or_are_text(text: str, shown: str) -> None:
    assert contained_markdown(text, below=2) == shown


@pytest.mark.parametrize("text", ["[y](javascript:alert(1))", "[y](file:///etc/passwd)"])
def test_dangerous_links_are_text(text: str) -> None:
    assert addresses(contained_markdown(text, below=2)) == []


def test_a_well_formed_text_keeps_its_form() -> None:
    text = (
        "#### A\n\nPlain, *em*, **strong**, ~~gone~~, `code` [R1].\n\n"
        "3. three\n4. four\n   - nested\n\n     loose\n\n> quoted\n\n"
        "| a | b |\n| :- | -: |\n| c \\| d | `e` |"
    )
    assert contained_markdown(text, below=3) == text


@pytest.mark.parametrize("opening", ["> ", "- ", "1. > "])
def test_deep_nesting_ends_and_loses_no_word(opening: str) -> None:
    assert contained_markdown(opening * 200 + "kernel", below=2).endswith("kernel")


@pytest.mark.parametrize("text", ["![" * 400 + "a" + "](x)" * 400, "*" * 999 + "a" + "*" * 999])
def test_nesting_inside_a_line_ends(text: str) -> None:
    assert "a" in contained_markdown(text, below=2)


@settings(max_examples=300, deadline=None)
@given(nasty_markdown)
@example("&#10;\n# x\n```")
@example("a | b\n- | -")
def test_no_text_leaves_its_place(text: str) -> None:
    document = f"# Ours\n\n{contained_markdown(text, below=2)}\n\n## After\n\n[R3] word\n"
    environment: dict[str, object] = {}
    tokens = plain_parser().parse(document, environment)
    assert [one for one in headings(document) if one[0] < 3] == [(1, "Ours"), (2, "After")]
    assert [token.level for token in tokens if token.tag in ("h1", "h2")] == [0] * 4
    assert [token.type for token in tokens[-3:]] == ["paragraph_open", "inline", "paragraph_close"]
    assert tokens[-2].content == "[R3] word"
    assert not environment.get("references")
    assert not kinds(document) & {"html_block", "html_inline", "image"}
    assert all(one.startswith(("http://", "https://", "mailto:")) for one in addresses(document))
    document.encode()


@settings(max_examples=100, deadline=None)
@given(nasty_markdown)
def test_no_text_loses_its_end(text: str) -> None:
    assert "kernel" in contained_markdown(f"{text}\n\nkernel", below=2)
