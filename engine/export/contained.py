"""Markdown written by others, parsed so that it cannot leave its place in a document of ours.

Its headings go below ours, raw HTML and link definitions are text, links lead only to the web or a
mailbox, images are never fetched, and nesting has an end. What is taken away stays as text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine.export.characters import printable

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

DEEPEST_HEADING = 6

# Lists count twice, so eight lists or sixteen quotes; typst gives up at about twice as many, and
# every renderer recurses.
_DEEPEST_BLOCK = 16
_LONGEST_ADDRESS = 300
_ALLOWED_LINK = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)


def contained_tokens(markdown: str, below: int) -> list["Token"]:
    """The tokens of ``markdown``, with its highest heading one level below ``below``.

    Raises:
        RecursionError: the text nests more deeply inside a line than the parser can follow.
    """
    tokens = _parser().parse(printable(markdown))
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = below + 1 - min(levels, default=1)
    in_heading = False
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            _move_heading(token, shift)
            in_heading = token.type == "heading_open"
        elif token.type == "inline":
            token.children = list(_merged(_safe_inline(token.children or [], in_heading)))
        elif token.type in ("fence", "code_block"):
            token.content = f"{printable(token.content).rstrip()}\n"
    return tokens


def plain_parser() -> "MarkdownIt":
    """A parser of the Markdown that readers of our files use."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _parser() -> "MarkdownIt":
    parser = plain_parser().disable(["reference", "html_block", "html_inline"])
    # Beyond its own limit, 20, the parser drops text; our rule comes first and keeps it.
    parser.options["maxNesting"] = 100
    parser.block.ruler.before("table", "too_deep", _flatten_when_too_deep)
    return parser


def _flatten_when_too_deep(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """A block rule: everything below the deepest level is one paragraph of text."""
    if state.level < _DEEPEST_BLOCK:
        return False
    if silent:
        return True
    state.line = end
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, end, state.blkIndent, False).strip()
    inline.map = [start, end]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _move_heading(token: "Token", shift: int) -> None:
    level = min(DEEPEST_HEADING, int(token.tag[1]) + shift)
    token.tag = f"h{level}"
    token.markup = "#" * level


def _safe_inline(tokens: Iterable["Token"], in_heading: bool) -> Iterator["Token"]:
    """The tokens of one paragraph: only what is allowed, and nothing inside itself."""
    kept: list[tuple[str, bool, str]] = []
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting == 1:
            is_inside_itself = any(name == kind and is_kept for name, is_kept, _ in kept)
            address = _address_to_show(token)
            keep = not is_inside_itself and not address and (kind != "link" or _is_allowed(token))
            kept.append((kind, keep, address))
            token.attrs.pop("title", None)
            if keep:
                yield token
        elif token.nesting == -1:
            _, keep, address = kept.pop()
            if keep:
                yield token
            elif address:
                yield _text(f" ({address})")
        else:
            yield _safe_leaf(token, in_heading)


def _safe_leaf(token: "Token", in_heading: bool) -> "Token":
    from markdown_it.token import Token

    if token.type == "image":
        address = _shown(str(token.attrs.get("src", "")))
        return _text(f"{token.content.strip() or 'Image'} ({address})")
    if token.type == "hardbreak" and in_heading:
        return Token("softbreak", "br", 0)
    if token.type in ("text", "code_inline"):
        token.content = printable(token.content).replace("\n", " ")
    return token


def _is_allowed(link: "Token") -> bool:
    return _ALLOWED_LINK.match(str(link.attrs.get("href", ""))) is not None


def _address_to_show(token: "Token") -> str:
    """Where a link leads that is not allowed; an address in angle brackets is shown already."""
    if token.type != "link_open" or _is_allowed(token) or token.info == "auto":
        return ""
    return _shown(str(token.attrs.get("href", "")))


def _shown(address: str) -> str:
    if len(address) <= _LONGEST_ADDRESS:
        return printable(address).replace("\n", " ")
    return f"{address[: _LONGEST_ADDRESS - 1]}…"


def _text(content: str) -> "Token":
    from markdown_it.token import Token

    return Token("text", "", 0, content=printable(content).replace("\n", " "))


def _merged(tokens: Iterable["Token"]) -> Iterator["Token"]:
    """Neighbouring texts as one: renderers look at a text's neighbours to know what to escape."""
    waiting: Token | None = None
    for token in tokens:
        if token.type == "text" and waiting is not None:
            waiting.content += token.content
        elif token.type == "text":
            waiting = token
        else:
            if waiting is not None and waiting.content:
                yield waiting
            waiting = None
            yield token
    if waiting is not None and waiting.content:
        yield waiting
