"""What is said about contradictions (UI.md §7); exports say the same in engine/export/words.py."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from models.candidate import Candidate
from models.contradiction import (
    BRIEF_SIDE,
    Basis,
    Contradiction,
    ContradictionStatus,
    Decision,
    FoundBy,
    Label,
    Verdict,
)
from ui.components.rule_ladder import rule_name
from ui.components.state_chip import Chip, ChipState, state_word
from ui.components.topic_badge import Badge, BadgeStatus, topic_name
from ui.contradictions.findings import LETTERS, Finding, Findings
from ui.markdown.stream import MarkdownStream

translate = QCoreApplication.translate


def title_of(found: Contradiction) -> str:
    """The title, which begins with a capital letter."""
    return capital(found.title)


def capital(words: str) -> str:
    """Words that begin with a capital letter."""
    return words[:1].upper() + words[1:]


def candidate_chip(candidate: Candidate) -> Chip:
    """Whether anybody has looked twice at what a finder proposes."""
    match candidate.verdict:
        case None | Verdict.UNCHECKED:
            return Chip(ChipState.WAITING, translate("Contradictions", "Not checked yet"))
        case Verdict.CONFIRMED:
            return Chip(ChipState.DONE, translate("Contradictions", "Confirmed"))
        case Verdict.WORTH_A_LOOK:
            return Chip(ChipState.WAITING, translate("Contradictions", "Worth a look"))
        case Verdict.DROPPED:
            return Chip(ChipState.LEFT_OPEN, translate("Contradictions", "Compatible"))
        case _:
            assert_never(candidate.verdict)


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
    if finding.is_dismissed:
        return Chip(ChipState.LEFT_OPEN, translate("Contradictions", "Dismissed"))
    if finding.is_out_of_date:
        return Chip(ChipState.OUT_OF_DATE)
    if finding.is_left_open:
        return Chip(ChipState.LEFT_OPEN)
    if finding.needs_you:
        return Chip(ChipState.NEEDS_YOU)
    if finding.is_worth_a_look:
        return Chip(ChipState.WAITING, translate("Contradictions", "Worth a look"))
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
        return translate("Contradictions", "neither side")
    return f"{letter}, {side_name(decision.keep)}" if letter else side_name(decision.keep)


def resolution(found: Contradiction, decision: Decision) -> str:
    """What holds and whose version that is, below the title: "14 September 2027 (C, Brief)"."""
    text, side = below_title(found, decision), kept(found, decision)
    return f"{text.removesuffix('.')} ({side})" if side else text


def below_title(found: Contradiction, decision: Decision) -> str:
    """The decision's words without the title, which stands before or above them."""
    text, title = decision.text.strip(), f"{found.title}:"
    if not text.casefold().startswith(title.casefold()):
        return text
    return capital(text[len(title) :].strip()) or text


def evidence(found: Contradiction, decision: Decision) -> str:
    """The sentence that settles it, unless it is a side, and where: "“…” (Brief)"."""
    quote = decision.evidence_quote
    if not quote or any(side.quote == quote for side in found.sides):
        return ""
    kind = decision.evidence.document_id.partition("/")[0] if decision.evidence else ""
    source = {
        "brief": translate("Contradictions", "Brief"),
        "fact": translate("Contradictions", "Fixed fact"),
        "attachment": translate("Contradictions", "Attachment"),
        "rule": translate("Contradictions", "House rule"),
    }.get(kind, "")
    return f"{quoted(quote)} ({source})" if source else quoted(quote)


def suggestion(decision: Decision) -> str:
    """What is suggested for what is open: "Suggested: launch in May."; empty if nothing is."""
    if not decision.is_open or not decision.suggestion:
        return ""
    words = translate("Contradictions", "Suggested: {sentence}")
    return words.format(sentence=_sentence(decision.suggestion))


def outcome(found: Contradiction, decision: Decision) -> str:
    """What holds; of what is open, what it is about and what is suggested."""
    if not decision.is_open:
        return decision.text
    said = suggestion(decision)
    return f"{title_of(found)}. {said}" if said else title_of(found)


def changes(decision: Decision) -> str:
    """What the workers have to change whose versions are not kept, a line each."""
    if decision.is_open:
        return ""
    return "\n".join(f"{one.worker}: {one.text}" for one in decision.must_change)


def departure(decision: Decision) -> str:
    """That the user ruled against the brief; empty if not."""
    if not decision.departs_from_brief:
        return ""
    return translate("Contradictions", "This ruling departs from the brief.")


def settled_line(finding: Finding) -> str:
    """What holds, whose version that is and what proves it, in one line."""
    found = finding.found
    decision = found.decision
    parts = [finder(found)]
    if finding.is_dismissed:
        parts.append(translate("Contradictions", "Not a contradiction, by your word."))
    elif finding.is_worth_a_look:
        parts.append(looks_line(finding))
    elif decision is not None:
        holds = _sentence(resolution(found, decision))
        parts.append(suggestion(decision) if decision.is_open else holds)
        parts += [evidence(found, decision), departure(decision)]
    parts.append(reflection(finding))
    return " ".join(part for part in parts if part)


def _sentence(text: str) -> str:
    """A text that ends as a sentence does."""
    whole = text.strip()
    return whole if whole.endswith((".", "!", "?", "…")) else f"{whole}."


def looks_line(finding: Finding) -> str:
    """That two looks disagreed, and why."""
    reasons = [
        (one.says_clash, one.because.strip().rstrip(".")) for one in finding.looks if one.because
    ]
    said = translate("Contradictions", "Two looks at these sentences disagreed; no rule decides.")
    words = {
        True: translate("Contradictions", "One says they clash: {reason}."),
        False: translate("Contradictions", "One says they fit: {reason}."),
        None: translate("Contradictions", "One could not be read: {reason}."),
    }
    return " ".join([said, *(words[says].format(reason=reason) for says, reason in reasons)])


def quoted(quote: str) -> str:
    """A sentence in quotation marks, its words as they are shown in its panel."""
    return f"“{plain(quote)}”"


def plain(quote: str) -> str:
    """A sentence or a table row without Markdown's signs; no word is changed."""
    row = quote.strip()
    if row.startswith("|"):
        cells = (cell.strip() for cell in row.strip("|").split("|"))
        row = " · ".join(cell for cell in cells if cell)
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
    if not standing and not findings.worth_a_look:
        return ""  # the list says it, with what was compared
    parts = []
    if standing:
        parts.append(translate("Contradictions", "{count} found").format(count=len(standing)))
    if old := sum(one.is_out_of_date for one in standing):
        parts.append(translate("Contradictions", "{count} out of date").format(count=old))
    if open_ones := sum(one.needs_you for one in standing):
        parts.append(needs_you_line(open_ones))
    if worth := len(findings.worth_a_look):
        parts.append(translate("Contradictions", "{count} worth a look").format(count=worth))
    return ", ".join(parts)


def needs_you_line(count: int) -> str:
    """How many no rule settles."""
    if count == 1:
        return translate("Contradictions", "1 needs you")
    return translate("Contradictions", "{count} need you").format(count=count)


def minor_line(count: int) -> str:
    """What stands on the fold of those that do little harm."""
    return translate("Contradictions", "{count} minor").format(count=count)


def not_compared_line(proposed: int) -> str:
    """That comparing did not end, and how much had been noticed before."""
    if not proposed:
        return translate("Contradictions", "The texts were not compared.")
    if proposed == 1:
        return translate("Contradictions", "The texts were not compared to the end; 1 was noticed.")
    words = translate(
        "Contradictions", "The texts were not compared to the end; {count} were noticed."
    )
    return words.format(count=proposed)


def worth_line(count: int) -> str:
    """What stands on the fold of those that one of two looks called none."""
    return translate("Contradictions", "Worth a look ({count})").format(count=count)


def dismissed_line(count: int) -> str:
    """What stands on the fold of those that are none by the user's word."""
    return translate("Contradictions", "Dismissed ({count})").format(count=count)


def withdrawn_line(count: int) -> str:
    """What stands on the fold of those that are gone."""
    words = translate("Contradictions", "{count} withdrawn: a side rested on a text that is gone")
    return words.format(count=count)
