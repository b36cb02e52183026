"""Code fences that a section leaves open, which would swallow all that is put behind them."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_BEHIND = "behind"


def closed(markdown: str) -> str:
    """The section with its last code fence closed, if that would swallow what is added to it.

    HTML is text wherever a plan is shown, so an open comment or element swallows nothing.
    """
    last = _parser().parse(f"{markdown}\n\n{_BEHIND}")[-1]
    if last.type != "fence":
        return markdown
    return f"{markdown.rstrip()}\n{last.markup}"


@cache
def _parser() -> "MarkdownIt":
    # Imported here because it costs 40 ms, which a start of the application need not pay.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable(["html_block", "reference", "inline"])
