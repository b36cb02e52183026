"""Answer sheets: the ledger of LLMs that are too small to list by themselves what binds.

Each text is asked the same fixed questions, so what two texts answer to one of them can be laid
side by side without further ado, and one short call asks whether these few answers agree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.answers import (
    LineForm,
    UnreadableAnswer,
    bare,
    one_of,
    rows_schema,
    text_of,
    text_up_to,
)
from engine.backends.protocol import Message
from engine.finder_limits import ANSWER_CHARS, ANSWER_FINDINGS_LIMIT, ANSWERS_COMPARED
from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.compare.boards import GROUPS, Line, lines_of
from engine.phases.compare.claims import Listing, force_of, words_of
from engine.phases.compare.compared import slot_in
from engine.phases.compare.prompts import BoardTask, sheet_messages
from engine.phases.compare.reading import ids_in, without_torn_line
from engine.phases.compare.schema import NO_ID
from engine.resources import PromptLibrary
from models.claim import Claim, Facet, Ledger
from models.documents import Statement
from models.team import Team, TeamTopic


@dataclass(frozen=True, slots=True)
class Question:
    """A question that every text is asked.

    Attributes:
        facet: what an answer is about; its word stands for the question in prompts and answers.
        asks: the question.
        subject: what an answer is about, in words that fit any text.
    """

    facet: Facet
    asks: str
    subject: str


QUESTIONS = (
    Question(Facet.AUDIENCE, "Who is addressed or served first?", "first audience"),
    Question(Facet.POSITIONING, "What is promised above all?", "main promise"),
    Question(Facet.MOTION, "In which way do people come, buy or get access?", "how people come"),
    Question(Facet.SCOPE, "What is in, or what is left out?", "what is in or out"),
    Question(Facet.RULE, "What must always or never be done?", "strictest rule"),
    Question(Facet.DATE, "On which date does the most important thing happen?", "main date"),
    Question(Facet.SEQUENCE, "What must be finished before what?", "what comes first"),
    Question(Facet.BUDGET, "How much does all of it cost together?", "total cost"),
    Question(Facet.PRICE, "What does one customer, guest or user pay?", "price"),
    Question(Facet.METRIC, "Which figure is to be reached, and by when?", "main target"),
    Question(Facet.CAPACITY, "How much or how many can there be at most?", "capacity"),
    Question(Facet.OWNER, "Who decides, and on what?", "who decides"),
)
"""One for each facet of which a text has one main thing to say."""

_SUBJECTS = {one.facet: one.subject for one in QUESTIONS}
_ASKED = {one.facet.value: one.asks for one in QUESTIONS}


def sheet_schema(ids: Sequence[str]) -> dict[str, Any]:
    """The schema of one text's answers: rows, for questions as keys would make it ten times longer.

    There are as many rows as questions, or an LLM of this size stops after the easy ones.
    """
    row = {
        "answer": text_up_to(ANSWER_CHARS),
        "question": one_of(list(_ASKED)),
        "sentence": one_of([*ids, NO_ID]),
    }
    return rows_schema("answers", row, len(QUESTIONS), least=len(QUESTIONS))


def rows_of_sheet(answer: str, is_cut: bool) -> list[dict[str, Any]]:
    """Lines such as ``price | M4 | EUR 6.80`` as rows. Raises: UnreadableAnswer."""
    rows: list[dict[str, Any]] = []
    for line in without_torn_line(answer, is_cut).splitlines():
        question, _, rest = line.partition("|")
        sentence, _, said = rest.partition("|")
        key = "".join(filter(str.isalpha, question)).casefold()
        if key in _ASKED and sentence:
            ids = [*ids_in(sentence), NO_ID]
            rows.append({"answer": said.strip(), "question": key, "sentence": ids[0]})
    if not rows:
        raise UnreadableAnswer("it has no line of the form asked for")
    return rows


def _messages(library: PromptLibrary, numbered: NumberedDocuments) -> tuple[Message, ...]:
    return sheet_messages(library, numbered, _ASKED)


def _lines(library: PromptLibrary, numbered: NumberedDocuments) -> LineForm:
    return LineForm(sheet_messages(library, numbered, _ASKED, in_lines=True), rows_of_sheet)


def _claim_in(row: Mapping[str, Any], statement: Statement) -> Claim:
    facet = Facet(bare(row["question"]))
    return Claim(
        ref=statement.ref,
        quote=statement.quote,
        facet=facet,
        force=force_of(statement),
        subject=_SUBJECTS[facet],
        says=text_of(row["answer"]) or words_of(statement),
    )


ANSWER_SHEET = Listing(
    rows_key="answers",
    id_key="sentence",
    schema=sheet_schema,
    messages=_messages,
    claim_of=_claim_in,
    sameness=lambda claim: claim.facet,
    lines=_lines,
)
"""Which sentence answers each of the questions, or none."""


def answer_boards(
    team: Team, texts: Mapping[str, CutDocument], ledgers: Sequence[Ledger]
) -> Iterator[tuple[BoardTask, list[Line]]]:
    """A board for each question that two texts answer; of a single text, for each it answers."""
    lines = lines_of(texts, ledgers)
    for question in QUESTIONS:
        answers = [one for one in lines if one.claim.facet is question.facet]
        if len({slot_in(one.cut) for one in answers}) >= min(2, len(texts)):
            task = BoardTask(
                prompt="compare-answers",
                about=f'the question "{question.asks}"',
                topics=_topics_of(question, team),
                limit=ANSWER_FINDINGS_LIMIT,
                most_lines=ANSWERS_COMPARED,
            )
            yield task, answers


def _topics_of(question: Question, team: Team) -> tuple[TeamTopic, ...]:
    """The topics that answers to a question may fall under, or all if there are none."""
    group = next(topic for topic, facets in GROUPS.items() if question.facet in facets)
    return tuple(one for one in team.topics if one.group is group) or team.topics
