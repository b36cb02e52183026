"""What is said about contradictions (UI.md §7); exports say the same in engine/export/words.py."""

from PySide6.QtCore import QCoreApplication

from models.comparison import CompareLevel, CompareMode, Comparison
from models.contradiction import (
    BRIEF_SIDE,
    Basis,
    Contradiction,
    ContradictionStatus,
    Decision,
    FoundBy,
    Label,
)
from ui.components.rule_ladder import rule_name
from ui.components.state_chip import Chip, ChipState, state_word
from ui.components.topic_badge import Badge, BadgeStatus, topic_name
from ui.contradictions.findings import LETTERS, Finding, Findings
from ui.markdown.stream import MarkdownStream

translate = QCoreApplication.translate


def title_of(found: Contradiction) -> str:
    """The title, which begins with a capital letter."""
    return found.title[:1].upper() + found.title[1:]


def badge_of(finding: Finding, side: str = "") -> Badge:
    """The badge of a contradiction."""
    found = finding.found
    status = BadgeStatus.OPEN
    if finding.is_out_of_date or finding.is_withdrawn:
        status = BadgeStatus.OUT_OF_DATE
    elif found.status is ContradictionStatus.DECIDED:
        status = BadgeStatus.DECIDED
    rule = rule_name(found.decision.basis).lower() if found.decision else ""
    return Badge(found.number, found.topic, status, side, rule)


def chip_of(finding: Finding) -> Chip:
    """Where a contradiction is, with the rule that decided it."""
    found = finding.found
    if finding.is_withdrawn:
        return Chip(ChipState.LEFT_OPEN, translate("Contradictions", "Withdrawn"))
    if finding.is_out_of_date:
        return Chip(ChipState.OUT_OF_DATE)
    if finding.needs_you:
        return Chip(ChipState.NEEDS_YOU)
    if found.decision is None:
        return Chip(ChipState.WAITING, translate("Contradictions", "Not decided yet"))
    if found.decision.basis is Basis.USER:
        return Chip(ChipState.DECIDED_BY_YOU)
    return Chip(ChipState.DECIDED, rule_name(found.decision.basis))


def status_line(finding: Finding) -> str:
    """Where a contradiction is, as a line of its own: "Decided by hard limit"."""
    chip = chip_of(finding)
    decision = finding.found.decision
    if chip.state is not ChipState.DECIDED or decision is None:
        return chip.label or state_word(chip.state)
    if decision.basis is Basis.BRIEF:
        return translate("Contradictions", "Decided by the brief")
    words = translate("Contradictions", "Decided by {rule}")
    return words.format(rule=rule_name(decision.basis).lower())


def kind_of(found: Contradiction) -> str:
    """What kind of finding it is, and its topic."""
    label = {
        Label.CONTRADICTION: translate("Contradictions", "Contradiction"),
        Label.TENSION: translate("Contradictions", "Tension"),
        Label.GAP: translate("Contradictions", "Gap"),
        Label.DUPLICATE: translate("Contradictions", "Duplicate"),
    }[found.label]
    return f"{label} · {topic_name(found.topic)}"


def side_name(specialist: str) -> str:
    """Who said it."""
    return translate("Contradictions", "Brief") if specialist == BRIEF_SIDE else specialist


def kept(found: Contradiction, decision: Decision) -> str:
    """Whose version is kept: "A, Messaging Specialist"."""
    if decision.is_open:
        return ""
    letter = next(
        (
            letter
            for letter, side in zip(LETTERS, found.sides, strict=False)
            if side.specialist == decision.keep
        ),
        "",
    )
    if decision.keep == "none":
        return translate("Contradictions", "Neither side")
    return f"{letter}, {side_name(decision.keep)}" if letter else side_name(decision.keep)


def evidence(decision: Decision) -> str:
    """The sentence that settles it, and where it stands: "“…” (Brief)"."""
    if not decision.evidence_quote:
        return ""
    kind = decision.evidence.document_id.partition("/")[0] if decision.evidence else ""
    source = {
        "brief": translate("Contradictions", "Brief"),
        "fact": translate("Contradictions", "Fixed fact"),
        "attachment": translate("Contradictions", "Attachment"),
    }.get(kind, "")
    quote = quoted(decision.evidence_quote)
    return f"{quote} ({source})" if source else quote


def quoted(quote: str) -> str:
    """A sentence in quotation marks, its words as they are shown in its panel."""
    return f"“{plain(quote)}”"


def plain(quote: str) -> str:
    """A sentence or a table row without Markdown's signs; no word is changed."""
    row = quote.strip()
    if row.startswith("|"):
        row = " · ".join(cell.strip() for cell in row.strip("|").split("|"))
    leaves = MarkdownStream().feed(row, is_last=True).leaves
    words = " ".join("".join(run.text for run in leaf.runs) for leaf in leaves)
    return " ".join(words.split()) or row


def finder(found: Contradiction) -> str:
    """Who proposed it, where the reader must know."""
    if found.found_by is not FoundBy.CODE:
        return ""
    return translate("Contradictions", "Code that compares values; no model has looked at it")


def reflection(finding: Finding) -> str:
    """What the plan does not reflect of its decision."""
    if not finding.violations:
        return ""
    words = translate("Contradictions", "R{number} not fully reflected. {why}")
    why = " ".join(dict.fromkeys(one.message for one in finding.violations))
    return words.format(number=finding.number, why=why)


def count_line(findings: Findings) -> str:
    """How many: "5 found, 2 out of date, 1 needs you"; empty while nothing is known."""
    standing = findings.standing
    if not standing:
        return ""  # the list says it, with what was compared
    parts = [translate("Contradictions", "{count} found").format(count=len(standing))]
    if old := sum(one.is_out_of_date for one in standing):
        parts.append(translate("Contradictions", "{count} out of date").format(count=old))
    if open_ones := sum(one.needs_you for one in standing):
        parts.append(needs_you_line(open_ones))
    return ", ".join(parts)


def needs_you_line(count: int) -> str:
    """How many no rule settles."""
    if count == 1:
        return translate("Contradictions", "1 needs you")
    return translate("Contradictions", "{count} need you").format(count=count)


def minor_line(count: int) -> str:
    """What stands on the fold of those that do little harm."""
    return translate("Contradictions", "{count} minor").format(count=count)


def withdrawn_line(count: int) -> str:
    """What stands on the fold of those that are gone."""
    words = translate("Contradictions", "{count} withdrawn: a side rested on a text that is gone")
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
        return [words.format(count=texts, rest=_close_calls(comparison.close_calls))]
    words = translate("Contradictions", "{read} of {total} pairs were read{rest}.")
    read = words.format(
        read=comparison.pairs_read,
        total=comparison.pairs_total,
        rest=_close_calls(comparison.close_calls),
    )
    return [read]


def _close_calls(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return translate("Contradictions", "; 1 close call turned out compatible")
    words = translate("Contradictions", "; {count} close calls turned out compatible")
    return words.format(count=count)
