"""How contradictions can be looked for, in words for people."""

from PySide6.QtCore import QCoreApplication

from models.comparison import CompareMode, FinderChoice

translate = QCoreApplication.translate


def finder_options() -> list[tuple[object, str]]:
    """Every way, with its name, the recommended one first."""
    return [(one, finder_name(one)) for one in CompareMode]


def finder_name(mode: CompareMode) -> str:
    """What a way of looking is called."""
    return {
        CompareMode.AUTO: translate("Finders", "Automatic"),
        CompareMode.QUICK: translate("Finders", "Quick: all texts in one reading"),
        CompareMode.PAIR: translate("Finders", "Pair by pair: two texts side by side"),
        CompareMode.LEDGER: translate("Finders", "By topic: what each text commits to"),
    }[mode]


def finder_line(mode: CompareMode) -> str:
    """What a way of looking is good for; the automatic one depends on more than this."""
    return {
        CompareMode.AUTO: translate(
            "Finders", "Chosen by the number of workers, the model and how fast it is here."
        ),
        CompareMode.QUICK: translate(
            "Finders", "The fastest, and it finds the least. Nothing is looked at twice."
        ),
        CompareMode.PAIR: translate(
            "Finders", "Finds the most with up to five workers. Each find is checked by itself."
        ),
        CompareMode.LEDGER: translate(
            "Finders",
            "For many workers, long texts or small models. Each find is checked by itself.",
        ),
    }[mode]


def outlook_line(choice: FinderChoice) -> str:
    """What the automatic way would be here, and why: "Here pair by pair: 4 workers make …"."""
    words = {
        CompareMode.AUTO: translate("Finders", "Here: {why}"),
        CompareMode.QUICK: translate("Finders", "Here all texts in one reading. {why}"),
        CompareMode.PAIR: translate("Finders", "Here pair by pair. {why}"),
        CompareMode.LEDGER: translate("Finders", "Here by topic. {why}"),
    }[choice.mode]
    return words.format(why=choice.why)
