import pytest

from engine.statements import plain_text


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "**Bold** and *thin* and __b__ and _t_ and ~~gone~~",
            "Bold and thin and b and t and gone",
        ),
        ("***Both***.", "Both."),
        ("**torn. Sentence", "torn. Sentence"),
        ("snake_case_name and 3 * 4 and 2*3", "snake_case_name and 3 * 4 and 2*3"),
        ("[the site](https://a.b/c_d 'title') and [ref][1]", "the site and ref"),
        ("![a chart](x.png)", "a chart"),
        ("<https://a.b> <b>loud</b> 5 < 6", "https://a.b loud 5 < 6"),
        ("run `make all`", "run make all"),
        ("one\n> two\n   three", "one two three"),
        (r"5 \* 6 \_ \| x", "5 * 6 _ | x"),
        ("", ""),
    ],
)
def test_only_the_words_remain(markdown: str, expected: str) -> None:
    assert plain_text(markdown) == expected
