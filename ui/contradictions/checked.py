"""What is said about what was compared, without claiming more than was done (UI.md §7)."""

from PySide6.QtCore import QCoreApplication

from models.comparison import CompareLevel, CompareMode, Comparison
from models.contradiction import Side, Verdict
from models.run import Run
from ui.contradictions.context import text_of
from ui.contradictions.findings import Findings

translate = QCoreApplication.translate


def checked_lines(run: Run, findings: Findings) -> list[str]:
    """What was checked and what came of it, a sentence each; empty before anything was."""
    comparison = run.comparison
    if comparison is None or comparison.level is CompareLevel.CODE_ONLY:
        return [code_only_line()] if comparison is not None else []
    lines = [_counts(comparison, findings)]
    if quotes := _quotes(run, findings):
        lines.append(quotes)
    lines += skipped_lines(findings)
    if comparison.why:
        lines.append(comparison.why)
    return [one for one in lines if one]


def none_found_line(findings: Findings, expectation: str = "") -> str:
    """What "none found" means: what was read, what was not, and what the model is worth.

    Args:
        findings: none of them count.
        expectation: what the model found when it was tested; may be empty.
    """
    comparison = findings.comparison
    if comparison is None:
        return ""
    parts = [compared_line(comparison, 0), *skipped_lines(findings), expectation]
    return " ".join(part for part in parts if part)


def skipped_lines(findings: Findings) -> list[str]:
    """The pairs that were not read side by side, each with its reason."""
    names = dict(findings.names)
    skipped = findings.comparison.skipped if findings.comparison is not None else ()
    words = translate("Contradictions", "Not read side by side: {one} and {other}. {why}")
    return [
        words.format(
            one=names.get(pair.slots[0], pair.slots[0]),
            other=names.get(pair.slots[1], pair.slots[1]),
            why=pair.why,
        )
        for pair in skipped
    ]


def _counts(comparison: Comparison, findings: Findings) -> str:
    """The pairs, then the candidates by what came of them; the parts add up to all of them."""
    if not findings.candidates:
        fit = _counted(comparison.close_calls, *_fit_words())
        return f"{_pairs(comparison)}, {fit}." if fit else f"{_pairs(comparison)}."
    verdicts = [one.verdict for one in findings.candidates]
    confirmed = _counted(
        verdicts.count(Verdict.CONFIRMED),
        translate("Contradictions", "1 confirmed"),
        translate("Contradictions", "{count} confirmed"),
    )
    parts = [
        f"{confirmed}{_why_fewer(findings)}" if confirmed else "",
        _counted(
            verdicts.count(Verdict.WORTH_A_LOOK),
            translate("Contradictions", "1 worth a look"),
            translate("Contradictions", "{count} worth a look"),
        ),
        _counted(verdicts.count(Verdict.DROPPED), *_fit_words()),
        _counted(
            verdicts.count(None) + verdicts.count(Verdict.UNCHECKED),
            translate("Contradictions", "1 not checked"),
            translate("Contradictions", "{count} not checked"),
        ),
    ]
    candidates = _counted(
        len(verdicts),
        translate("Contradictions", "1 candidate"),
        translate("Contradictions", "{count} candidates"),
    )
    said = ", ".join(part for part in parts if part)
    return f"{_pairs(comparison)}. {candidates}: {said}."


def _why_fewer(findings: Findings) -> str:
    """Why fewer contradictions stand than candidates were confirmed: " (1 repeated)"."""
    confirmed = sum(one.verdict is Verdict.CONFIRMED for one in findings.candidates)
    became = [one for one in findings.all if one.found.verdict is Verdict.CONFIRMED]
    parts = (
        _counted(
            confirmed - len(became),
            translate("Contradictions", "1 repeated"),
            translate("Contradictions", "{count} repeated"),
        ),
        _counted(
            sum(one.is_dismissed for one in became),
            translate("Contradictions", "1 dismissed"),
            translate("Contradictions", "{count} dismissed"),
        ),
        _counted(
            sum(one.is_withdrawn for one in became),
            translate("Contradictions", "1 withdrawn"),
            translate("Contradictions", "{count} withdrawn"),
        ),
    )
    said = ", ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def _counted(count: int, one: str, many: str) -> str:
    """How many, in words; empty where there are none."""
    if count < 1:
        return ""
    return one if count == 1 else many.format(count=count)


def _fit_words() -> tuple[str, str]:
    return (
        translate("Contradictions", "1 compatible"),
        translate("Contradictions", "{count} compatible"),
    )


def _pairs(comparison: Comparison) -> str:
    if comparison.mode is CompareMode.QUICK or not comparison.pairs_total:
        words = translate("Contradictions", "One call read all {count} texts together")
        return words.format(count=len(comparison.slots))
    words = translate("Contradictions", "{read} of {total} pairs read")
    return words.format(read=comparison.pairs_read, total=comparison.pairs_total)


def _quotes(run: Run, findings: Findings) -> str:
    sides = [side for one in findings.all if not one.is_withdrawn for side in one.found.sides]
    if not sides:
        return ""
    exact = sum(_is_exact(run, side) for side in sides)
    if exact == len(sides):
        words = translate("Contradictions", "All {count} quotes were found word for word.")
        return words.format(count=len(sides))
    words = translate("Contradictions", "{exact} of {count} quotes were found word for word.")
    return words.format(exact=exact, count=len(sides))


def _is_exact(run: Run, side: Side) -> bool:
    return text_of(run, side.ref)[side.start : side.end] == side.quote


def compatible_link(count: int) -> str:
    """What leads to the candidates that turned out to fit; empty where there are none."""
    if not count:
        return ""
    if count == 1:
        return translate("Contradictions", "Show the compatible one")
    words = translate("Contradictions", "Show the {count} compatible ones")
    return words.format(count=count)


def compared_line(comparison: Comparison, found: int) -> str:
    """What was compared and what came of it, without claiming more than was done."""
    sentences = [] if found else [translate("Contradictions", "None found.")]
    sentences += _reading(comparison)
    if comparison.level is CompareLevel.LINES:
        sentences.append(
            translate(
                "Contradictions",
                "The model did not keep to the form asked for; its plain lines were read.",
            )
        )
    if refused := sum(comparison.rejected.values()):
        words = (
            translate("Contradictions", "Code refused 1 more: {reasons}.")
            if refused == 1
            else translate("Contradictions", "Code refused {count} more: {reasons}.")
        )
        reasons = "; ".join(comparison.rejected)
        sentences.append(words.format(count=refused, reasons=reasons))
    return " ".join(sentences)


def code_only_line() -> str:
    """What it means that no model compared."""
    return translate(
        "Contradictions",
        "No model could compare the texts; code compared typed values only, such as dates and "
        "amounts.",
    )


def _reading(comparison: Comparison) -> list[str]:
    if comparison.level is CompareLevel.CODE_ONLY:
        return [code_only_line()]
    texts = len(comparison.slots)
    if texts < 2:
        return [translate("Contradictions", "There were not two texts to compare.")]
    if comparison.mode is CompareMode.QUICK or not comparison.pairs_total:
        words = translate("Contradictions", "One call read all {count} texts together{rest}.")
        return [words.format(count=texts, rest=_close_calls(comparison))]
    words = translate("Contradictions", "{read} of {total} pairs were read{rest}.")
    read = words.format(
        read=comparison.pairs_read,
        total=comparison.pairs_total,
        rest=_close_calls(comparison),
    )
    return [read]


def _close_calls(comparison: Comparison) -> str:
    """How many fit; where candidates were checked, just those that can be shown."""
    count = comparison.dropped if comparison.candidates else comparison.close_calls
    if not count:
        return ""
    if count == 1:
        return translate("Contradictions", "; 1 close call turned out compatible")
    words = translate("Contradictions", "; {count} close calls turned out compatible")
    return words.format(count=count)
