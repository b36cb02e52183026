"""What a reader of Markdown sees."""

from engine.export.contained import plain_parser


def headings(markdown: str) -> list[tuple[int, str]]:
    """All headings: their levels and texts."""
    tokens = plain_parser().parse(markdown)
    return [
        (int(token.tag[1]), tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def kinds(markdown: str) -> set[str]:
    """The kinds of all tokens, those inside lines included."""
    tokens = plain_parser().parse(markdown)
    return {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or ()
    }


def addresses(markdown: str) -> list[str]:
    """Where links lead."""
    tokens = plain_parser().parse(markdown)
    return [
        str(child.attrs["href"])
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
