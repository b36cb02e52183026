"""How far looking for contradictions is, in a sentence: which finder and why, pairs, checks."""

from PySide6.QtCore import QCoreApplication

from models.comparison import CompareMode
from models.run import Run

translate = QCoreApplication.translate


def before_comparing(run: Run) -> str:
    """What is said while workers still write; pairs may be read already."""
    is_writing = any(not one.state.is_final for one in run.contributions)
    match _mode(run):
        case CompareMode.QUICK if is_writing:
            words = translate("Steps", "All texts are read together once every worker has ended")
        case CompareMode.QUICK:
            words = translate("Steps", "All texts are read together next")
        case CompareMode.PAIR:
            words = translate("Steps", "Each pair is read as soon as both workers are done")
            words = f"{words}; {_pairs_so_far(run)}"
        case CompareMode.LEDGER:
            words = translate("Steps", "Commitments are listed as soon as each worker is done")
            words = f"{words}; {_ledgers_so_far(run)}"
        case CompareMode.AUTO if is_writing:
            words = translate("Steps", "How they are looked for is chosen as the texts come in")
        case CompareMode.AUTO:
            words = translate("Steps", "How they are looked for is chosen next")
    return _with_why(words, run)


def while_comparing(run: Run) -> str:
    """What is said once all texts are there."""
    to_check, checked = len(run.candidates), _checked(run)
    if checked or (to_check and _are_pairs_read(run)):
        words = translate("Steps", "Checking {number} of {count}, each by itself")
        return words.format(number=min(checked + 1, to_check), count=to_check)
    match _mode(run):
        case CompareMode.PAIR:
            said = _read(run)
        case CompareMode.LEDGER:
            said = translate("Steps", "Commitments are compared, topic by topic")
        case CompareMode.QUICK:
            words = translate("Steps", "One call reads all {count} texts together")
            said = words.format(count=len(run.evidence))
        case CompareMode.AUTO:
            words = translate("Steps", "{count} texts are compared")
            said = words.format(count=len(run.evidence))
    return _with_why(said, run)


def after_comparing(run: Run) -> str:
    """What is said once they are compared, with ``{count}`` for the number of texts."""
    if run.comparison is not None and run.comparison.mode is CompareMode.PAIR:
        words = translate("Steps", "{read} of {total} pairs were read")
        return words.format(read=run.comparison.pairs_read, total=run.comparison.pairs_total)
    if run.comparison is not None and run.comparison.mode is CompareMode.LEDGER:
        return translate("Steps", "The commitments of {count} texts were compared")
    return translate("Steps", "{count} texts were read together")


def checked_share(run: Run) -> float | None:
    """How much is done of what is counted; ``None`` where nothing is."""
    if run.candidates and (_checked(run) or _are_pairs_read(run)):
        return _checked(run) / len(run.candidates)
    if _mode(run) is CompareMode.PAIR and (total := _pairs_total(run)):
        return min(1.0, len(run.pairs_read) / total)
    return None


def _mode(run: Run) -> CompareMode:
    return run.finder.mode if run.finder is not None else run.settings.mode


def _with_why(words: str, run: Run) -> str:
    why = run.finder.why.strip() if run.finder is not None else ""
    return f"{words}. {why}" if why else words


def _checked(run: Run) -> int:
    return sum(one.verdict is not None for one in run.candidates)


def _pairs_total(run: Run) -> int:
    texts = sum(not one.muted for one in run.contributions)
    return texts * (texts - 1) // 2


def _are_pairs_read(run: Run) -> bool:
    texts = len(run.evidence)
    return _mode(run) is CompareMode.PAIR and len(run.pairs_read) >= texts * (texts - 1) // 2


def _pairs_so_far(run: Run) -> str:
    words = translate("Steps", "{read} of {total} so far")
    return words.format(read=len(run.pairs_read), total=_pairs_total(run))


def _ledgers_so_far(run: Run) -> str:
    words = translate("Steps", "{listed} of {total} so far")
    return words.format(listed=len(run.ledgers), total=len(run.contributions))


def _read(run: Run) -> str:
    texts = len(run.evidence)
    words = translate("Steps", "{read} of {total} pairs read")
    return words.format(read=len(run.pairs_read), total=texts * (texts - 1) // 2)
