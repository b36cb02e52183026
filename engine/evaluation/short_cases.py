"""A few bundled cases cut down to two writers each, for a test that may take three minutes."""

from engine.evaluation.cases import BRIEF_WORKER, Case, Quote, load_cases
from engine.resources import RESOURCES

_CHOSEN = (
    ("own-cases", "02-allotments", ("Site Planner", "Membership Secretary")),
    ("own-cases", "11-expedition", ("Science Lead", "Safety Officer")),
    ("cases", "02-developer-conference", ("Programme Lead", "Venue and Logistics Planner")),
    ("cases", "05-school-computing", ("Curriculum Designer", "Timetable and Resources Planner")),
    ("cases", "09-bakery-second-shop", ("Product Planner", "Finance Planner")),
    ("cases", "03-clinic-opening", ("Clinical Services Lead", "Staffing Planner")),
)
"""The shortest first, of different domains; nothing contradicts anything in the second."""


def short_cases() -> tuple[Case, ...]:
    """The cases of a test, in the order in which they are tried."""
    folders = {folder for folder, _, _ in _CHOSEN}
    cases = {
        (folder, case.id): case
        for folder in folders
        for case in load_cases(RESOURCES / "evaluation" / folder)
    }
    return tuple(
        narrowed(cases[folder, case_id], set(writers)) for folder, case_id, writers in _CHOSEN
    )


def narrowed(case: Case, writers: set[str]) -> Case:
    """A case with the texts of these writers, and with what is known of them and the brief."""
    known = writers | {BRIEF_WORKER}
    return case.model_copy(
        update={
            "texts": tuple(one for one in case.texts if one.title in writers),
            "conflicts": tuple(
                one.model_copy(update={"sides": sides})
                for one in case.conflicts
                if _are_several(sides := _of(known, one.sides))
            ),
            "distractors": tuple(
                one.model_copy(update={"sides": sides})
                for one in case.distractors
                if _are_several(sides := _of(known, one.sides))
            ),
        }
    )


def _of(writers: set[str], sides: tuple[Quote, ...]) -> tuple[Quote, ...]:
    return tuple(one for one in sides if one.worker in writers)


def _are_several(sides: tuple[Quote, ...]) -> bool:
    return len({one.worker for one in sides}) >= 2
