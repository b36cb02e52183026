"""``main.py rule`` and ``main.py rules``: the user's word on contradictions."""

from argparse import Namespace
from collections.abc import Sequence

from engine.errors import InputError
from engine.export.outcomes import basis_of, changes_in_words, outcome_in_words
from engine.rulings import rule_on, undo_ruling
from engine.stores.rule_store import RuleStore
from models.contradiction import Contradiction
from models.rules import Dismissal, HouseRule
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.staleness import stale_sections
from ui.headless.console import Console
from ui.headless.exit_codes import ExitCode
from ui.headless.invocation import Invocation


def rule(invocation: Invocation) -> ExitCode:
    """Carry out ``rule``. Raises: EngineError."""
    arguments, store, rules = invocation.arguments, invocation.runs, invocation.rules
    number, now, console = arguments.number, invocation.now(), invocation.console
    if arguments.undo and arguments.house_rule:
        raise InputError("--undo takes a ruling back; it makes no house rule.", "Leave one out.")
    run_id = store.find(arguments.run_id)
    before = store.load(run_id)
    if before.problem:
        console.say(before.problem)
    if arguments.undo:
        run = undo_ruling(store, rules, run_id, number, now)
    else:
        run = rule_on(store, rules, run_id, number, _ruling(arguments), now)
    for notice in run.notices[len(before.run.notices) :]:
        console.say(notice)
    _say_what_holds(run, run.contradiction(number), console)
    return ExitCode.COMPLETE


def _ruling(arguments: Namespace) -> Ruling:
    is_house_rule = arguments.house_rule
    if arguments.keep is not None:
        return Ruling(kind=RulingKind.KEEP, side=arguments.keep, is_house_rule=is_house_rule)
    if arguments.own_words is not None:
        text = arguments.own_words
        return Ruling(kind=RulingKind.OWN_WORDS, text=text, is_house_rule=is_house_rule)
    kind = RulingKind.LEAVE_OPEN if arguments.leave_open else RulingKind.NOT_A_CONTRADICTION
    return Ruling(kind=kind, is_house_rule=is_house_rule)


def _say_what_holds(run: Run, one: Contradiction, console: Console) -> None:
    decision = one.decision
    if decision is None:
        is_none = one.ruling is not None
        console.say(
            f"R{one.number} is not a contradiction." if is_none else f"R{one.number} is open."
        )
    else:
        said = outcome_in_words(one, decision)
        console.say(f"R{one.number}: {said} ({basis_of(decision)})")
        for change in changes_in_words(decision):
            console.say(f"To change by {change}")
    titles = {} if run.plan is None else {part.id: part.title for part in run.plan.sections}
    stale = [titles[part.section_id] for part in stale_sections(run)]
    if stale:
        console.say(f"Out of date in the plan: {', '.join(stale)}.")
        console.say(f"To write that anew: main.py update {run.id}")


def list_rules(invocation: Invocation) -> ExitCode:
    """Carry out ``rules``. Raises: EngineError."""
    console, store = invocation.console, invocation.rules
    remembered = _remembered(store)
    wanted = invocation.arguments.forget
    if wanted is None:
        for number, one in enumerate(remembered, start=1):
            console.result(f"{number:>3}  {_in_words(one)}")
        if not remembered:
            console.say("No house rules yet. See: main.py rule --help")
        return ExitCode.COMPLETE
    if wanted > len(remembered):
        raise InputError(f"There is no rule {wanted}.", "List them with: main.py rules")
    one = remembered[wanted - 1]
    store.forget(one.team_id, one.from_run, one.from_number)
    console.say(f"Forgotten: {_in_words(one)}")
    return ExitCode.COMPLETE


def _remembered(store: RuleStore) -> Sequence[HouseRule | Dismissal]:
    """House rules of all teams, then what is no contradiction."""
    standing = [store.of(team_id) for team_id in store.team_ids()]
    rules = [rule for one in standing for rule in one.house_rules]
    return [*rules, *(dismissal for one in standing for dismissal in one.dismissals)]


def _in_words(one: HouseRule | Dismissal) -> str:
    origin = f"{one.team_id}, R{one.from_number} of {one.from_run}"
    if isinstance(one, HouseRule):
        return f"House rule: {one.text} ({origin})"
    sides = " and ".join(one.specialists)
    return f"Not a contradiction: {one.subject}, between {sides} ({origin})"
