import pytest

from engine.export.typst_markup import breakable, markdown_as_typst, string_literal


@pytest.mark.parametrize(
    ("markdown", "typst"),
    [
        ('a "b" \\\\ #c', '#"a \\"b\\" \\\\ #c";'),
        ("*a* **b** ~~c~~ `d`", '#emph[#"a";];#" ";#strong[#"b";];'),
        ("a  \nb\nc", '#"a";#linebreak();#"b";\n#"c";'),
        ("# A", '#heading(level: 3, outlined: false, bookmarked: false)[#"A";]'),
        ("- a\n- b", '#list(tight: true, [#"a";\n], [#"b";\n], )'),
        ("- a\n\n- b", "#list(tight: false, "),
        ("7. a", "#enum(start: 7, tight: true, "),
        ("> a", '#quote(block: true)[#"a";\n\n]'),
        ("---", "#line(length: 100%"),
        ("<b>", '#"<b>";'),
        ("[a](https://b.org)", '#link("https://b.org")[#"a";];'),
        ("[a](b.html)", '#"a (b.html)";'),
        ("![a](https://b.org/c.png)", '#"a (https://b.org/c.png)";'),
        ("| a | b |\n| -: | - |\n| c |", 'align: (right, left,), table.header([#"a";], [#"b";], )'),
        ("| a | b |\n| -: | - |\n| c |", '[#"c";], [], )'),
        ("- a\n\n  ```\n  x\n  ```", '#raw(block: true, "x")'),
    ],
)
def test_each_kind_of_block_has_its_typst(markdown: str, typst: str) -> None:
    assert typst in markdown_as_typst(markdown, below=2)


def test_a_mark_leads_to_its_contradiction_if_that_is_there() -> None:
    typst = markdown_as_typst("See [R1] and [R2].", marks={"R2"})
    assert '#"See [R1] and ";#link(label("R2"))[#"[R2]";];#".";' in typst


def test_control_characters_and_lone_surrogates_are_replaced() -> None:
    assert string_literal("a\x00\x1b\ud800\u2028b") == '"a\ufffd\ufffd\ufffd\\nb"'


def test_only_words_that_are_too_long_may_break_anywhere() -> None:
    assert breakable("short words and EUR", 10) == "short words and EUR"
    assert breakable("x" * 12, 10) == "xx\u200b" * 6
    assert breakable("公" * 100, 10) == "公" * 100
