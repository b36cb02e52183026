import pytest

from engine.statements.sentences import ends_with_stop, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "We ship approx. 40 units, e.g. on 5 May.",
        "See No. 5 and v2.0.1 at 3.30 p.m. Monday.",
        "Dr. Ann M. Smith and J. R. Hall agree.",
        "Acme Inc. Berlin and the U.S. Army agree.",
        "The pilot (cf. Sec. 4) costs EUR 1.5 million, i.e. too much.",
        "Das gilt z. B. Kindern, d. h. allen unter 14.",
        "Wir treffen uns am 3. Mai und bis zum 14. März 2027.",
        "Im 2. Quartal zahlt Dr. Meier ca. 1.234,56 €.",
        "Siehe Nr. 5, Abs. 2 und S. 14 des Berichts.",
        "Es kostet 1,5 Mio. Euro bzw. Franken.",
        "Read https://example.org/a.b?c=d. e. before you start.",
        'He said "Stop!" and left.',
        "Run `make. Then` once.",
        "It is late ... but not too late… or is it?",
        "1. Overview",
        "**1. Overview**",
        "A sentence with a\nsoft line break.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Costs are 40. The rest is kept.", ["Costs are 40.", "The rest is kept."]),
        ("It ends in 2027. We go on.", ["It ends in 2027.", "We go on."]),
        ("Siehe S. 5 ff. Danach mehr.", ["Siehe S. 5 ff.", "Danach mehr."]),
        ("Plan B. The end.", ["Plan B.", "The end."]),
        ("Go to a.b/c. Then stop.", ["Go to a.b/c.", "Then stop."]),
        ('Then "stop." He left.', ['Then "stop."', "He left."]),
        ("Er sagt „Halt.“ Dann geht er.", ["Er sagt „Halt.“", "Dann geht er."]),
        ("(It is so.) Fine.", ["(It is so.)", "Fine."]),
        ("**Bold one.** Next.", ["**Bold one.**", "Next."]),
        ("**Bold one. Bold two.** Next.", ["**Bold one.", "Bold two.**", "Next."]),
        ("And so on… Yes.", ["And so on…", "Yes."]),
        ("Wait... What?! Really! Yes.", ["Wait...", "What?!", "Really!", "Yes."]),
        ("A note.[^1] Next one.", ["A note.[^1]", "Next one."]),
        ("你好。我们去\uff01“好”吗\uff1fOk.", ["你好。", "我们去\uff01", "“好”吗\uff1f", "Ok."]),
        ("ما هذا؟ هذا كتاب. نعم.", ["ما هذا؟", "هذا كتاب.", "نعم."]),
        ("Done. 🎉 Next.", ["Done.", "🎉 Next."]),
        ("Am 14. Wir sehen uns.", ["Am 14.", "Wir sehen uns."]),
        ("  Spaces.   Around.  ", ["Spaces.", "Around."]),
    ],
)
def test_sentences_are_parted(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        ("The budget is EUR 60,000.", True),
        ("He said “stop.”", True),
        ("**It is so.**", True),
        ("Really?", True),
        ("完了。", True),
        ("The budget is EUR 1.", False),
        ("Wir treffen uns am 14.", False),
        ("This holds e.g.", False),
        ("The budget is", False),
        ("The budget is EUR 60,000. And", False),
        ("", False),
    ],
)
def test_a_whole_sentence_is_told_from_a_torn_one(text: str, is_whole: bool) -> None:
    assert ends_with_stop(text) is is_whole
