"""A run as Markdown. The frame is ours; what LLMs and users wrote stays inside its place."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, assert_never

from engine.export.blocks import (
    Block,
    Caption,
    Heading,
    Markdown,
    Notice,
    Pairs,
    Paragraph,
    Quote,
    Report,
    Table,
)
from engine.export.characters import one_line, printable
from engine.export.contained import contained_tokens, plain_parser
from engine.export.parts import ALL_PARTS, ExportPart
from engine.export.report import report_of
from engine.export.report_plan import plan_blocks
from models.plan import Plan
from models.run import Run

if TYPE_CHECKING:
    from markdown_it.token import Token

# Signs that may begin something anywhere in a line. An underscore between letters begins nothing.
_SPECIAL = re.compile(r"[\\`*\[\]<|~]|&(?=#|\w+;)|(?<![^\W_])_|_(?![^\W_])")
# Signs that begin a block at the start of a line: headings, quotes, lists, breaks, underlines.
_BLOCK_SIGN = re.compile(r"[#>+=-]|\d{1,9}(?=[.)](?:\s|$))")
_BACKTICKS = re.compile("`+")
# What mdformat leaves: strikethrough is not its own, and of "<<" it escapes the first sign only.
_UNESCAPED = re.compile(r"~|(?<!\\)<(?=\S)")


def run_as_markdown(run: Run, parts: Collection[ExportPart] = ALL_PARTS) -> str:
    """The run as Markdown."""
    return _as_markdown(report_of(run, parts))


def plan_as_markdown(plan: Plan) -> str:
    """The plan alone, under its title."""
    blocks = tuple(plan_blocks(plan, level=1))
    return _as_markdown(Report(title=plan.title, subtitle="", blocks=blocks))


def escaped(text: str) -> str:
    """The text on one line, written so that Markdown takes nothing in it for a sign."""
    line = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    begin = _BLOCK_SIGN.match(line)
    if begin is None:
        return line
    # A sign is escaped itself; of "1." it is the dot that makes the list.
    place = begin.end() if begin.group()[0].isdigit() else 0
    return f"{line[:place]}\\{line[place:]}"


def contained_markdown(text: str, below: int) -> str:
    """The Markdown of others, with its highest heading one level below ``below``.

    What was made of it is read again: where a reader would see another structure than ours, the
    text is shown as it was written, in a code block.
    """
    try:
        tokens = contained_tokens(text, below)
        rendered = _rendered(tokens)
        if _structure(plain_parser().parse(rendered)) == _structure(tokens):
            return rendered
    except RecursionError:  # hostile nesting inside one line, such as hundreds of images in images
        pass
    return _verbatim(text)


def _as_markdown(report: Report) -> str:
    head = [f"# {escaped(report.title)}", escaped(report.subtitle)]
    texts = [*head, *(_block(block) for block in report.blocks)]
    return "\n\n".join(text for text in texts if text) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Paragraph():
            return escaped(block.text)
        case Caption():
            return escaped(block.text)
        case Notice():
            return f"**{escaped(block.text)}**"
        case Pairs():
            return "\n".join(f"- **{escaped(name)}:** {escaped(it)}" for name, it in block.rows)
        case Table():
            return _table(block)
        case Quote():
            return f"**{escaped(block.who)}:**\n\n> {escaped(block.text)}"
        case Markdown():
            return contained_markdown(block.text, block.below + 1)
        case _:
            assert_never(block)


def _table(table: Table) -> str:
    lines = [table.columns, ("---",) * len(table.columns), *table.rows]
    return "\n".join(f"| {' | '.join(_cells(line, table))} |" for line in lines)


def _cells(line: Sequence[str], table: Table) -> Iterator[str]:
    return (cell if cell == "---" and line is not table.columns else escaped(cell) for cell in line)


def _rendered(tokens: Sequence["Token"]) -> str:
    import mdformat.plugins
    from mdformat.renderer import MDRenderer

    strikethrough = SimpleNamespace(
        RENDERERS={"s": _strikethrough},
        POSTPROCESSORS={"text": lambda text, _node, _context: _UNESCAPED.sub(r"\\\g<0>", text)},
    )
    options = {
        "mdformat": {"number": True, "compact_tables": True},
        "parser_extension": [mdformat.plugins.PARSER_EXTENSIONS["tables"], strikethrough],
    }
    return MDRenderer().render(tokens, options, {}, finalize=False)


def _strikethrough(node: Any, context: Any) -> str:
    return f"~~{''.join(child.render(context) for child in node.children)}~~"


def _structure(tokens: Iterable["Token"]) -> list[tuple[str, ...]]:
    """What a reader sees of the tokens: their kinds and texts, however they are written."""
    seen: list[tuple[str, ...]] = []
    for token in tokens:
        if token.type == "inline":
            seen.extend(_inline_structure(token.children or []))
        else:
            kind = "fence" if token.type == "code_block" else token.type
            seen.append((kind, token.tag, token.content, str(token.attrs.get("start", ""))))
    return seen


def _inline_structure(tokens: Iterable["Token"]) -> Iterator[tuple[str, ...]]:
    words = ""
    for token in tokens:
        if token.type in ("text", "softbreak"):
            words += token.content or " "
            continue
        yield ("text", " ".join(words.split()))
        words = ""
        content = " ".join(token.content.split())
        yield (token.type, content, str(token.attrs.get("href", "")))
    yield ("text", " ".join(words.split()))


def _verbatim(text: str) -> str:
    content = printable(text).strip("\n")
    fence = "`" * max(3, 1 + max(map(len, _BACKTICKS.findall(content)), default=0))
    return f"{fence}\n{content}\n{fence}"
