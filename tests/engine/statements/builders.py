from engine.statements import cut
from models.documents import Document, Statement


def document(text: str) -> Document:
    return Document(document_id="specialist/a", title="A", version=3, text=text)


def statements(text: str) -> tuple[Statement, ...]:
    return cut(document(text))


def kinds_and_quotes(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.quote) for one in statements(text)]
