"""Markdown as LLMs write it at their worst, and ways to cut it into pieces."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import strategies as st

WORDS = ("word1", "word2", "word3")

_SIGNS = (
    *("# ", "## ", "#", "- ", "* ", "+ ", "1. ", "2) ", "10. ", "> ", "    ", "\t", "  ", " "),
    *("```", "```py", "~~~", "|", "| a | b |", "|---|--:|", "---", "===", "***", "- - -"),
    *("\n", "\n", "\n\n", "\n\n\n", "\r\n", "\r", "\n- ", "\n1. ", "\n| 1 | 2 |\n", " \n"),
    *("**", "*", "_", "__", "~~", "~~~", "`", "``", "[", "](", "![", "]", ")", "\\", "\\|", "\\*"),
    *("<br>", "<placeholder>", "List<String>", "<!--", "-->", "&amp;", "&#0;", "<a@b.c>"),
    *("é", "日本語", "שלום", "مرحبا", "😀", "\ud83d", "\ude00", "\0", "\u2028", "\u2029", "\u3000"),
    *("[R3]", "[word1]: ", "[word2][word3]", "1", "-", ".", "\ufdd0", "\ufffc", "\x0b"),
)
_BLOCKS = (
    "Title word1\n===\n",
    "- one\n- two word2\n\n- three\n  - four\n\n    more\n",
    "3. three\n3. word3\n   more\n4) other\n",
    "> quoted **word1\n> word2**\nlazily\n> - item\n",
    "```py\nword1 = [2]\n\nprint(1)\n```\n",
    "~~~ a | b\n---|---\nword2\n",
    "| a | b |\n|:-:|--:|\n| 1 | `x \\| y` |\n| word1 | 2 | word2 | word3 |\n| short |\n",
    "    code\n\n    word3\n",
    "Line one  \nline \\\ntwo\n",
    "> > > > > > > > > > > > > > > > > > deep word1\n",
    "- - - - - - - - - - - - word2\n",
    "[word1]\n\n[word1]: word2 'word3'\n",
)

pieces = st.sampled_from((*_SIGNS, *WORDS, *(f"{word} " for word in WORDS), *_BLOCKS))
texts = st.lists(pieces, max_size=30).map("".join)
"""Texts out of nasty pieces."""

linked_texts = st.lists(
    pieces | st.sampled_from(("](https://example.org/word1)", "<https://example.org>")),
    max_size=30,
).map("".join)
"""The same with addresses, which are markup rather than words."""


@st.composite
def texts_in_chunks(draw: st.DrawFn) -> tuple[str, Sequence[str]]:
    """A text, and the same text in chunks."""
    text = draw(linked_texts)
    if draw(st.booleans()):
        return text, list(text)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=20)))
    edges = [0, *cuts, len(text)]
    return text, [text[start:end] for start, end in pairwise(edges)]
