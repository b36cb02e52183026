"""A run as PDF."""

from collections.abc import Collection
from dataclasses import dataclass

from engine.errors import ExportError
from engine.export.fonts import font_warnings
from engine.export.parts import ALL_PARTS, ExportPart
from engine.export.report import report_of
from engine.export.typst_report import report_as_typst
from models.run import Run


@dataclass(frozen=True, slots=True)
class PdfDocument:
    """A PDF file, and what the user should know about it."""

    content: bytes
    warnings: tuple[str, ...] = ()


def run_as_pdf(run: Run, parts: Collection[ExportPart] = ALL_PARTS) -> PdfDocument:
    """The run as PDF; the same run gives the same bytes. It takes some tenths of a second.

    Raises:
        ExportError: typst could not make it.
    """
    import typst

    source = report_as_typst(report_of(run, parts))
    fonts = typst.Fonts()
    try:
        content = typst.compile(
            source.encode(), font_paths=fonts, timestamp=int(run.started_at.timestamp())
        )
    except typst.TypstError as error:
        raise ExportError(
            f"The PDF could not be made: {error.message}.", "Export the run as Markdown instead."
        ) from error
    return PdfDocument(content, font_warnings(source, fonts))
