"""What is said about whether the parts fit."""

from PySide6.QtCore import QCoreApplication

from models.alignment import Alignment, Aspect, MisalignmentKind

translate = QCoreApplication.translate


def aspect_name(aspect: Aspect) -> str:
    """The title of a column."""
    return {
        Aspect.DATE: translate("Alignment", "Date"),
        Aspect.OWNER: translate("Alignment", "Owner"),
        Aspect.CHANNEL: translate("Alignment", "Channel"),
        Aspect.REACHES: translate("Alignment", "Reaches"),
        Aspect.AUDIENCE: translate("Alignment", "Audience"),
        Aspect.BUDGET: translate("Alignment", "Budget"),
        Aspect.METRIC: translate("Alignment", "Metric"),
    }[aspect]


def kind_name(kind: MisalignmentKind) -> str:
    """How parts fail to fit, in a word or two."""
    return {
        MisalignmentKind.UNREACHED_AUDIENCE: translate("Alignment", "Audience not reached"),
        MisalignmentKind.OTHER_AUDIENCE: translate("Alignment", "Reaches others"),
        MisalignmentKind.UNSCHEDULED: translate("Alignment", "Not in the calendar"),
        MisalignmentKind.UNOWNED: translate("Alignment", "Nobody does it"),
        MisalignmentKind.UNFUNDED: translate("Alignment", "No money for it"),
        MisalignmentKind.UNMEASURED: translate("Alignment", "Not measured"),
        MisalignmentKind.UNWORKED_TARGET: translate("Alignment", "Nobody works towards it"),
    }[kind]


def missing_aspect(kind: MisalignmentKind) -> Aspect | None:
    """What an activity lacks that does not fit in this way; ``None`` if it is about no activity."""
    return {
        MisalignmentKind.UNREACHED_AUDIENCE: Aspect.CHANNEL,
        MisalignmentKind.UNSCHEDULED: Aspect.DATE,
        MisalignmentKind.UNOWNED: Aspect.OWNER,
        MisalignmentKind.UNFUNDED: Aspect.BUDGET,
        MisalignmentKind.UNMEASURED: Aspect.METRIC,
        MisalignmentKind.UNWORKED_TARGET: None,
    }[kind]


def summary_line(alignment: Alignment) -> str:
    """How much does not fit: "2 misfits, 1 gap"; that all fits, where it does."""
    misfits, gaps = len(alignment.misalignments), len(alignment.gaps)
    parts = []
    if misfits:
        one, many = translate("Alignment", "1 misfit"), translate("Alignment", "{count} misfits")
        parts.append(one if misfits == 1 else many.format(count=misfits))
    if gaps:
        one, many = translate("Alignment", "1 gap"), translate("Alignment", "{count} gaps")
        parts.append(one if gaps == 1 else many.format(count=gaps))
    return ", ".join(parts) or translate("Alignment", "No misfits found")


def alignment_link(alignment: Alignment | None) -> str:
    """What leads to the page: "Do the parts fit? 2 misfits, 1 gap"; empty before it is known."""
    if alignment is None:
        return ""
    return f"{translate('Alignment', 'Do the parts fit?')} {summary_line(alignment)}"


def drawn_by_line(alignment: Alignment) -> str:
    """How the matrix came about, where the reader must know."""
    if not alignment.is_by_code:
        return ""
    return translate(
        "Alignment",
        "Code drew this from dates, amounts and names alone; no model has read the texts for it.",
    )
