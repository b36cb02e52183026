"""A Markdown parser that remembers where each inline token stands, and drops no words.

markdown-it tells lines, not columns. The state below notes the position of each token when it is
made; everything else is markdown-it's own.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt, rules_inline
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ui.markdown.links import is_web_address

_DEEPEST_BLOCK = 16
"""Levels of nesting; a list counts twice. Beyond 20 markdown-it would drop the text."""

_Rule = Callable[[StateInline, bool], bool]


class _State(StateInline):
    """Notes in each token's ``meta["start"]`` where it begins in the inline text."""

    _has_pending = False
    _pending_start = 0

    # markdown-it collects plain text in these two, piece by piece, before it becomes a token.
    def append_pending(self, text: str) -> None:
        self._note_start()
        super().append_pending(text)

    @property
    def pending(self) -> str:
        return super().pending

    @pending.setter
    def pending(self, text: str) -> None:
        if text:
            self._note_start()
        else:
            self._has_pending = False
        # mypy takes a property with a setter for an overload.
        StateInline.pending.fset(self, text)  # type: ignore[attr-defined]

    def _note_start(self) -> None:
        if not self._has_pending:
            self._has_pending = True
            self._pending_start = self.pos

    # The two names are markdown-it's.
    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["start"] = self.pos
        return token

    def pushPending(self) -> Token:
        start = self._pending_start
        token = super().pushPending()
        token.meta["start"] = start
        return token


class _Inline(ParserInline):
    """The inline parser with positions."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        _settle(state.tokens)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Markdown(MarkdownIt):
    """Links lead to the web or a mailbox; any other stays the text it is, address included."""

    # The two names are markdown-it's.
    def validateLink(self, url: str) -> bool:
        return is_web_address(url)

    def normalizeLinkText(self, link: str) -> str:
        return link


def _settle(tokens: list[Token]) -> None:
    """Give texts their ends, and several made at the same place a place each."""
    after = 0
    for index, token in enumerate(tokens):
        if token.type != "text":
            continue
        is_address = index and tokens[index - 1].markup == "autolink"
        start = token.meta["start"]
        if is_address and tokens[index - 1].type == "link_open":
            start += 1  # behind the angle bracket
        token.meta["start"] = max(start, after)
        after = token.meta["end"] = token.meta["start"] + len(token.content)


def _ended(rule: _Rule) -> _Rule:
    """The rule, which notes in its last token where it ends."""

    def with_end(state: StateInline, silent: bool) -> bool:
        before = len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent and len(state.tokens) > before:
            state.tokens[-1].meta["end"] = state.pos
        return matched

    return with_end


def _flatten_when_too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: what lies below the deepest level is text as it is."""
    if state.level < _DEEPEST_BLOCK:
        return False
    if silent:
        return True
    last = start + 1
    while last < end and state.sCount[last] >= state.blkIndent and not state.isEmpty(last):
        last += 1
    state.line = last
    state.push("paragraph_open", "p", 1).map = [start, last]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, last, state.blkIndent, False).strip()
    inline.map = [start, last]
    state.push("paragraph_close", "p", -1)
    return True


@cache
def parser() -> MarkdownIt:
    """The parser, for blocks only: `inline_tokens` reads what is in them.

    HTML is text. So are link definitions and links that use them (as they are in statements and
    exports): a definition may arrive long after its use, and its words must not vanish.
    """
    markdown = _Markdown("zero")
    markdown.inline = _Inline()
    markdown.configure("commonmark", {"html": False})
    markdown.enable(["table", "strikethrough"])
    markdown.disable(["reference", "html_block", "html_inline", "fragments_join"])
    markdown.core.ruler.enableOnly(["block"])
    markdown.block.ruler.before("table", "too_deep", _flatten_when_too_deep)
    for name, rule in {
        "link": rules_inline.link,
        "image": rules_inline.image,
        "autolink": rules_inline.autolink,
        "backticks": rules_inline.backtick,
    }.items():
        markdown.inline.ruler.at(name, _ended(rule))
    return markdown


def block_tokens(text: str) -> list[Token]:
    """The blocks of a text whose lines end in line feeds."""
    return parser().parse(text)


def inline_tokens(content: str) -> list[Token]:
    """The tokens of a paragraph's content, with ``meta["start"]`` and mostly ``meta["end"]``."""
    markdown = parser()
    return markdown.inline.parse(content, markdown, {}, [])
