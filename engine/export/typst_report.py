"""A report as typst source: the page, and how each block looks on it."""

from collections.abc import Collection
from typing import assert_never

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
from engine.export.characters import one_line, shortened
from engine.export.typst_markup import (
    longest_in_column,
    markdown_as_typst,
    string_literal,
    table_as_typst,
    text_as_typst,
)
from models.team import Topic

_HEADER_CHARS = 70

# No language is set: LLMs write in the reader's, and a wrong one spoils hyphens and screen readers.
_PREAMBLE = """\
#set page(
  paper: "a4",
  margin: (x: 2.9cm, top: 2.7cm, bottom: 2.6cm),
  header: context if here().page() > 1 [
    #set text(size: 8.5pt, fill: luma(110))
    #running-title
    #v(-6pt)
    #line(length: 100%, stroke: 0.4pt + luma(215))
  ],
  footer: context [
    #set text(size: 8.5pt, fill: luma(110), number-width: "tabular")
    #h(1fr) #counter(page).display("1 / 1", both: true)
  ],
)
#set text(font: "Libertinus Serif", size: 10.5pt, fill: luma(25), lang: "und", hyphenate: false)
#set par(leading: 0.68em, spacing: 1.05em)
#set list(indent: 0.3em, body-indent: 0.6em, spacing: 0.8em, marker: [•])
#set enum(indent: 0.3em, body-indent: 0.6em, spacing: 0.8em)
#set table(
  inset: (x: 5pt, y: 5pt),
  stroke: (_, y) => (bottom: if y == 0 { 0.8pt + luma(90) } else { 0.4pt + luma(210) }),
)
#show table: set par(leading: 0.55em, spacing: 0.7em)
#show table.cell.where(y: 0): set text(weight: "semibold")
#show heading: set text(weight: "semibold", size: 10.5pt)
#show heading: set block(above: 1.5em, below: 0.8em)
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 1): set block(above: 2.4em, below: 1.1em)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 2): set block(above: 1.9em, below: 0.9em)
#show heading.where(level: 3): set text(size: 11.5pt)
#show raw: set text(font: "DejaVu Sans Mono", size: 0.82em)
#show raw.where(block: true): it => block(
  width: 100%, fill: luma(246), inset: 8pt, radius: 3pt, it,
)
#show quote.where(block: true): it => block(
  width: 100%, inset: (left: 10pt, y: 2pt), stroke: (left: 1.5pt + luma(200)), it.body,
)
#show link: it => if type(it.dest) == str { text(fill: rgb("#2757c6"), it) } else { it }
#let caption(body) = block(sticky: true, text(size: 9.2pt, fill: luma(100), body))
#let notice(body) = block(
  width: 100%, fill: rgb("#fcf1dd"), stroke: (left: 2.5pt + rgb("#c78a1d")), inset: 9pt, body,
)
#let voice(colour, who, body) = block(
  width: 100%, breakable: true, above: 0.8em, below: 0.8em, inset: (x: 10pt, y: 8pt),
  fill: luma(248), stroke: (left: 2.5pt + rgb(colour)),
  {
    block(sticky: true, below: 0.6em, text(9pt, weight: "semibold", fill: rgb(colour), who))
    body
  },
)
#let pairs(..cells) = grid(
  columns: (2.6cm, 1fr), row-gutter: 0.85em, column-gutter: 8pt, ..cells,
)
"""

_TITLE_PAGE = """\
#block(
  above: 0pt, below: 0.9em,
  par(leading: 0.45em, text(size: 25pt, weight: "semibold", the-title)),
)
#text(fill: luma(100), the-subtitle)
#line(length: 100%, stroke: 0.6pt + luma(160))
"""

_CONTENTS = """\
#v(0.6em)
#show outline.entry.where(level: 1): set block(above: 0.95em)
#show outline.entry.where(level: 1): set text(weight: "semibold")
#show outline.entry.where(level: 2): set text(fill: luma(60))
#show outline.entry.where(level: 3): set text(size: 9.2pt, fill: luma(90))
#set outline.entry(fill: text(weight: "regular", fill: luma(190), repeat(gap: 0.25em)[.]))
#outline(depth: 3, title: none, indent: 1.2em)
"""


def report_as_typst(report: Report) -> str:
    """The source of the whole document."""
    title = one_line(report.title)
    values = (
        f"#set document(title: {string_literal(title)})\n"
        f"#let the-title = [{text_as_typst(title)}]\n"
        f"#let running-title = [{text_as_typst(shortened(title, _HEADER_CHARS))}]\n"
        f"#let the-subtitle = [{text_as_typst(one_line(report.subtitle))}]\n"
    )
    body = "".join(_block(block, report.marks) for block in report.blocks)
    return f"{values}{_PREAMBLE}{_TITLE_PAGE}{_CONTENTS}{body}"


def _block(block: Block, marks: Collection[str]) -> str:
    match block:
        case Heading():
            label = f' #label("{block.mark}")' if block.mark else ""
            return f"\n#heading(level: {block.level})[{_line(block.text)}]{label}\n\n"
        case Paragraph():
            return f"{_line(block.text)}\n\n"
        case Caption():
            return f"#caption[{_line(block.text)}]\n\n"
        case Notice():
            return f"#notice[{_line(block.text)}]\n\n"
        case Pairs():
            cells = "".join(_pair(name, value) for name, value in block.rows)
            return f"#pairs({cells})\n\n"
        case Table():
            return _table(block)
        case Quote():
            who, said = _line(block.who), _line(block.text)
            return f"#voice({string_literal(_colour(block.topic))}, [{who}], [{said}])\n\n"
        case Markdown():
            return markdown_as_typst(block.text, block.below, marks)
        case _:
            assert_never(block)


def _line(text: str) -> str:
    return text_as_typst(one_line(text))


def _pair(name: str, value: str) -> str:
    return f"text(fill: luma(100))[{_line(name)}], [{_line(value)}], "


def _table(table: Table) -> str:
    columns = "".join(f"{width}fr, " if width else "auto, " for width in table.widths)
    longest = longest_in_column(len(table.columns))
    rows = [[text_as_typst(one_line(cell), longest) for cell in row] for row in table.rows]
    titles = [_line(title) for title in table.columns]
    return table_as_typst(f"({columns})", ["left"] * len(titles), titles, rows)


def _colour(topic: Topic) -> str:
    """The colours of UI.md §4 on white."""
    return {
        Topic.WHO: "#6438b0",
        Topic.HOW: "#8c3f25",
        Topic.WHEN: "#08615f",
        Topic.MUCH: "#9c2362",
        Topic.OWN: "#46525f",
    }[topic]
