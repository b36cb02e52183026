"""The example that ships with the application fits together, and clashes only where it should."""

import datetime
import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from engine.backends.demo import DemoScript, ScriptFinding, ScriptQuote, ScriptSuspicion
from engine.statements import cut
from engine.stores.team_store import TeamStore
from models.claim import Force
from models.documents import Document, StatementKind, specialist_document_id
from models.team import Topic

RESOURCES = Path(__file__).parents[2] / "resources"
SCRIPT = DemoScript.load(RESOURCES / "demo")
TEAM = TeamStore([RESOURCES / "teams"]).load("product-launch")
GENUINE = [one for one in SCRIPT.findings if one.label != "compatible"]
PLAN = "\n\n".join(SCRIPT.sections.values())

# What each decision keeps and drops; none for the open one.
KEPT = {
    "launch-date": ["14 September 2027"],
    "motion": ["switches Soundings on alone", "within 40 a month"],
    "simplicity": ["five minutes", "no set-up"],
    "budget": ["EUR 240,000", "| **Total launch budget** | | **100 %** | **EUR 240,000** |"],
    "trials": ["320 trial accounts", "31 December 2027"],
    "audience-order": ["Technical buyers are addressed first"],
    "go-decision": ["The head of product takes the go decision", "7 September 2027"],
    "free-period": ["pay nothing until 31 December 2027", "30-day trial", "Open decision"],
}
DROPPED = {
    "launch-date": ["21 September"],
    "motion": ["discovery call", "before access is opened"],
    "simplicity": ["power user", "outside data", "formula", "scheduled a report"],
    "budget": ["300,000"],
    "trials": ["700", "280", "70 paying", "756,000"],
    "audience-order": ["Executives come first", "follow after launch"],
    "go-decision": ["final go", "Product marketing"],
    "free-period": [],
}


def document_text(name: str) -> str:
    if name == "Brief":
        return SCRIPT.brief.text
    if name == "Fixed fact":
        return "\n\n".join(fact.sentence for fact in SCRIPT.brief.facts)
    specialist = next(one for one in TEAM.specialists if one.name == name)
    return SCRIPT.answers[specialist.slot]


def quotes_of(finding: ScriptFinding) -> list[ScriptQuote]:
    return [one for one in (*finding.at, finding.evidence, finding.keep) if one is not None]


def statements(name: str, text: str) -> list[str]:
    found = cut(Document(document_id=specialist_document_id(name), title=name, text=text))
    return [one.quote for one in found if one.kind is not StatementKind.HEADING]


def table_rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|") and "---" not in line]
    return [[cell.strip(" *") for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("finding", SCRIPT.findings, ids=lambda one: one.key)
class TestEveryFinding:
    def test_its_quotes_are_whole_statements_that_occur_once(self, finding: ScriptFinding) -> None:
        for one in quotes_of(finding):
            text = document_text(one.document)
            assert text.count(one.quote) == 1
            assert one.quote in statements(one.document, text)

    def test_its_quotes_occur_in_no_other_document(self, finding: ScriptFinding) -> None:
        for one in quotes_of(finding):
            names = [each.name for each in TEAM.specialists] + ["Brief", "Fixed fact"]
            assert [name for name in names if one.quote in document_text(name)] == [one.document]

    def test_its_sides_stand_in_different_documents(self, finding: ScriptFinding) -> None:
        documents = [one.document for one in finding.at]
        assert len(set(documents)) == len(documents)
        assert finding.keep is None or finding.keep in finding.at

    def test_its_topic_is_one_of_the_team(self, finding: ScriptFinding) -> None:
        assert TEAM.topic(finding.topic) is not None

    def test_evidence_stands_in_the_brief(self, finding: ScriptFinding) -> None:
        if finding.rule == "brief":
            assert finding.evidence is not None
        if finding.evidence is not None:
            assert finding.evidence.document in ("Brief", "Fixed fact")

    def test_every_figure_of_its_decision_stands_in_a_quote(self, finding: ScriptFinding) -> None:
        said = " ".join(one.quote for one in quotes_of(finding))
        for figure in re.findall(r"\d[\d,.]*\d|\d", finding.decision):
            assert figure in said

    def test_the_owner_of_the_topic_prevails_where_that_is_the_rule(
        self, finding: ScriptFinding
    ) -> None:
        owner = TEAM.owner_of(finding.topic)
        if finding.rule == "topic_owner":
            assert finding.keep is not None
            assert owner is not None
            assert finding.keep.document == owner.name

    def test_what_is_to_be_changed_is_told_to_whose_version_is_not_kept(
        self, finding: ScriptFinding
    ) -> None:
        lost = {one.document for one in finding.at if one != finding.keep}
        assert {one.worker for one in finding.must_change} <= lost


class TestFindings:
    def test_the_sample_shows_what_is_to_be_changed(self) -> None:
        asked = [one for one in GENUINE if one.rule not in ("brief", "needs_you")]
        assert sum(bool(one.must_change) for one in asked) == 2

    def test_keys_and_subjects_are_unique(self) -> None:
        assert len({one.key for one in SCRIPT.findings}) == len(SCRIPT.findings)
        assert len({one.subject.casefold() for one in SCRIPT.findings}) == len(SCRIPT.findings)

    def test_every_rule_and_every_kind_of_disagreement_is_shown(self) -> None:
        rules = Counter(one.rule for one in GENUINE)
        assert rules["brief"] >= 1
        assert rules["hard_limit"] >= 1
        assert rules["arithmetic"] >= 1
        assert rules["topic_owner"] >= 2
        assert rules["needs_you"] == 1
        topics = [TEAM.topic(one.topic) for one in GENUINE]
        assert {topic.group for topic in topics if topic} == set(Topic)

    def test_two_close_calls_come_last(self) -> None:
        assert [one.label == "compatible" for one in SCRIPT.findings] == [False] * 8 + [True] * 2

    def test_the_most_harmful_come_first(self) -> None:
        order = ["high", "medium", "low"]
        ranks = [order.index(one.severity) for one in GENUINE]
        assert ranks == sorted(ranks)

    def test_keys_of_a_row_stand_in_the_order_of_the_finder(self) -> None:
        rows = json.loads((RESOURCES / "demo" / "findings.json").read_text(encoding="utf-8"))
        for row in rows:
            assert list(row) == ["key", *sorted(set(row) - {"key"})]


class TestCloserLooks:
    @pytest.mark.parametrize("one", SCRIPT.suspicions, ids=lambda one: one.subject)
    def test_suspicions_quote_whole_statements(self, one: ScriptSuspicion) -> None:
        for side in one.at:
            text = document_text(side.document)
            assert text.count(side.quote) == 1
            assert side.quote in statements(side.document, text)
        assert TEAM.topic(one.topic) is not None

    def test_one_suspicion_is_dropped_and_one_stays_worth_a_look(self) -> None:
        first = [one.looks[0].label == "compatible" for one in SCRIPT.suspicions]
        assert sorted(first) == [False, True]
        worth = next(one for one in SCRIPT.suspicions if one.looks[0].label != "compatible")
        assert worth.looks[1].label == "compatible"

    def test_they_are_not_among_what_holds(self) -> None:
        subjects = {one.subject for one in SCRIPT.findings}
        assert not subjects & {one.subject for one in SCRIPT.suspicions}

    @pytest.mark.parametrize("slot", list(SCRIPT.claims))
    def test_commitments_quote_whole_statements_of_their_text(self, slot: str) -> None:
        quotes = statements(slot, SCRIPT.answers[slot])
        claims = SCRIPT.claims[slot]
        assert [one.quote for one in claims if one.quote not in quotes] == []
        assert len({one.quote for one in claims}) == len(claims) >= 6

    def test_every_specialist_commits_to_something_and_assumes_something(self) -> None:
        assert set(SCRIPT.claims) == set(SCRIPT.answers)
        for claims in SCRIPT.claims.values():
            assert {Force.ASSUME} < {one.force for one in claims}

    def test_what_fits_is_told_in_words_of_commitments_or_of_the_brief(self) -> None:
        said = {one.says for claims in SCRIPT.claims.values() for one in claims}
        for fit in SCRIPT.fits:
            told = {words for words in fit.model_dump().values() if words}
            assert {one for one in told - said if one not in SCRIPT.brief.text} == set()

    def test_every_figure_of_a_commitment_stands_in_its_quote(self) -> None:
        for one in (claim for claims in SCRIPT.claims.values() for claim in claims):
            for figure in re.findall(r"\d[\d,.]*\d|\d", one.says):
                assert figure in one.quote


class TestTexts:
    def test_there_is_one_for_every_specialist(self) -> None:
        assert set(SCRIPT.answers) == {one.slot for one in TEAM.specialists}

    @pytest.mark.parametrize("slot", list(SCRIPT.answers))
    def test_it_has_the_shape_that_was_asked_for(self, slot: str) -> None:
        text = SCRIPT.answers[slot]
        assert 450 <= len(re.findall(r"[\w',.-]*\w", text)) <= 750
        assert text.startswith("## ")
        assert "| --- |" in text
        last = text.rpartition("\n## ")[2]
        assert last.startswith("What I assume about the other specialists\n")
        assert 3 <= last.count("\n- ") <= 6

    @pytest.mark.parametrize("slot", list(SCRIPT.answers))
    def test_it_names_no_other_specialist(self, slot: str) -> None:
        assert not [one.name for one in TEAM.specialists if one.name in SCRIPT.answers[slot]]

    def test_the_budget_adds_up(self) -> None:
        for text in (SCRIPT.answers["channel-strategist"], SCRIPT.sections["channels"]):
            rows = [row for row in table_rows(text) if row[-1].startswith("EUR ")]
            amounts = [int(row[-1].removeprefix("EUR ").replace(",", "")) for row in rows]
            assert len(rows) == 7
            shares = [float(row[-2].rstrip(" %")) for row in rows]
            assert sum(amounts[:-1]) == amounts[-1] == 240_000
            assert sum(shares[:-1]) == shares[-1] == 100
            for amount, share in zip(amounts, shares, strict=True):
                assert amount == 240_000 * share / 100

    def test_the_channels_bring_what_is_expected(self) -> None:
        text = SCRIPT.answers["channel-strategist"]
        by_channel = [600 // 5, 110, 60, 20, 10]
        assert "600 guests, and one guest in five" in text
        assert f"which gives {by_channel[0]} trial accounts" in text
        assert "bring 110 trial accounts, the community 60, sponsored posts 20 and" in text
        assert "analyst briefings 10." in text
        assert f"All channels together can bring {sum(by_channel)} trial accounts" in text

    @pytest.mark.parametrize(
        ("text", "trials"),
        [(SCRIPT.answers["metrics-designer"], 700), (SCRIPT.sections["metrics"], 320)],
    )
    def test_the_targets_follow_from_one_another(self, text: str, trials: int) -> None:
        activated = trials * 40 // 100
        paying = activated * 25 // 100
        assert f"{trials} trial accounts" in text
        assert f"40 % gives {activated} act" in text or f"40 % are {activated} act" in text
        assert f"are {paying} paying accounts" in text
        assert f"EUR {900 * 12:,} a year" in text
        assert f"stand for EUR {paying * 900 * 12:,} a year" in text

    def test_calendars_start_their_weeks_on_mondays(self) -> None:
        for text in (SCRIPT.answers["timeline-planner"], SCRIPT.sections["timeline"]):
            weeks = [_date(row[0]) for row in table_rows(text)[1:]]
            assert all(week.weekday() == 0 for week in weeks)
            steps = {later - earlier for earlier, later in itertools.pairwise(weeks)}
            assert steps == {datetime.timedelta(days=7)}

    def test_the_second_tuesday_of_september_is_the_launch_day(self) -> None:
        tuesdays = [day for day in range(1, 31) if datetime.date(2027, 9, day).weekday() == 1]
        assert tuesdays[1] == 14
        assert datetime.date(2027, 9, 21).weekday() == 1


def _date(text: str) -> datetime.date:
    return datetime.datetime.strptime(text, "%d %B %Y").replace(tzinfo=datetime.UTC).date()


class TestPlan:
    def test_its_sections_are_those_of_the_team(self) -> None:
        assert set(SCRIPT.sections) == {one.id for one in TEAM.sections}

    @pytest.mark.parametrize("section", list(SCRIPT.sections))
    def test_a_section_has_the_length_and_shape_asked_for(self, section: str) -> None:
        text = SCRIPT.sections[section]
        words = re.findall(r"[\w',.-]*\w", re.sub(r"\[R:[\w-]+\]", "", text))
        assert 120 <= len(words) <= 220
        assert not re.search(r"^#", text, re.MULTILINE)
        assert re.search(r"\b\d+ [A-Z][a-z]+ 2027\b", text.splitlines()[0])

    def test_every_mark_is_one_of_a_decision(self) -> None:
        marks = set(re.findall(r"\[R:([^\]]+)\]", PLAN))
        assert marks == {one.key for one in GENUINE}
        assert "[R" not in re.sub(r"\[R:[a-z-]+\]", "", PLAN)

    @pytest.mark.parametrize("finding", GENUINE, ids=lambda one: one.key)
    def test_every_section_on_its_topic_has_its_mark(self, finding: ScriptFinding) -> None:
        sections = [one.id for one in TEAM.sections if finding.topic in one.topics]
        assert sections
        for section in sections:
            assert f"[R:{finding.key}]" in SCRIPT.sections[section]

    @pytest.mark.parametrize("finding", GENUINE, ids=lambda one: one.key)
    def test_it_has_what_was_kept_and_nothing_that_was_dropped(
        self, finding: ScriptFinding
    ) -> None:
        assert [value for value in KEPT[finding.key] if value not in PLAN] == []
        dropped = [value for value in DROPPED[finding.key] if value.casefold() in PLAN.casefold()]
        assert dropped == []
        losing = [one.quote for one in finding.at if one != finding.keep]
        assert not [quote for quote in losing if quote in PLAN]

    def test_it_does_not_speak_about_specialists(self) -> None:
        assert "specialist" not in PLAN.casefold()
        assert not [one.name for one in TEAM.specialists if one.name in PLAN]


class TestTeam:
    def test_every_topic_has_an_owner_and_a_section(self) -> None:
        covered = {topic for section in TEAM.sections for topic in section.topics}
        assert covered == {topic.id for topic in TEAM.topics}
        assert all(TEAM.owner_of(topic.id) for topic in TEAM.topics)

    def test_prompts_name_no_specialist_and_leave_the_first_line_to_the_engine(self) -> None:
        for one in TEAM.specialists:
            assert not [other.name for other in TEAM.specialists if other.name in one.prompt]
            assert "You are the" not in one.prompt

    def test_the_file_explains_every_key(self) -> None:
        file = (RESOURCES / "teams" / "product-launch.toml").read_text(encoding="utf-8")
        comments = "\n".join(line for line in file.splitlines() if line.startswith("#"))
        keys = set(re.findall(r"^(\w+) =", file, re.MULTILINE)) | {"llm"}
        assert [key for key in keys if key not in comments] == []


class TestPrompts:
    def test_the_role_begins_with_the_name(self) -> None:
        role = (RESOURCES / "prompts" / "worker-role.md").read_text(encoding="utf-8")
        assert role.splitlines()[0] == "You are the {name}."
        assert set(re.findall(r"\{(\w+)\}", role)) == {"name", "topics", "prompt", "words"}

    def test_the_rules_are_the_same_for_everybody(self) -> None:
        rules = (RESOURCES / "prompts" / "worker-rules.md").read_text(encoding="utf-8")
        assert "{" not in rules
        assert "What I assume about the other specialists" in rules
