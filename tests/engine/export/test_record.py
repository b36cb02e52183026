import json

from engine.export.record import run_as_json, run_as_record
from tests.builders import Part, a_run, a_run_with


def test_a_record_has_what_other_programs_read() -> None:
    record = run_as_record(a_run())
    assert (record["id"], record["status"]) == ("2026-11-24-ledgerling", "complete")
    assert record["brief"]["facts"][0] == {"subject": "Public launch", "value": "11 May 2027"}
    worker = record["contributions"][0]
    assert worker["specialist"] == "Messaging Specialist"
    assert worker["timings_s"] == {
        "queued": 1,
        "loading": 12,
        "reading": 2,
        "thinking": 0,
        "writing": 40,
    }
    assert worker["tokens"] == {"prompt": 900, "answer": 700}
    found = record["contradictions"][0]
    assert (found["number"], found["topic"], found["severity"]) == (1, "when", "high")
    assert found["decision"]["basis"] == "brief"
    assert len(record["plan"]["sections"]) == 4
    assert record["plan"]["violations"] == []
    assert record["calls"][0]["llm"] == "qwen3:8b"


def test_a_quote_stands_where_the_record_says() -> None:
    record = run_as_record(a_run())
    texts = {one["specialist"]: one["text"] for one in record["contributions"]}
    for found in record["contradictions"]:
        for side in found["sides"]:
            text = texts[side["specialist"]]
            assert text[side["start"] : side["end"]] == side["quote"]


def test_the_plan_is_there_as_one_markdown_text() -> None:
    markdown = run_as_record(a_run())["plan"]["markdown"]
    assert markdown.startswith("# Launch plan for Ledgerling 1.0\n\n## Audience\n\n")


def test_a_run_without_a_plan_has_none() -> None:
    assert run_as_record(a_run(has_plan=False))["plan"] is None


def test_the_status_tells_of_missing_workers() -> None:
    assert run_as_record(a_run_with("failed"))["status"] == "partial"


def test_the_json_is_readable_and_always_utf_8() -> None:
    text = run_as_json(a_run([Part(name="Ökonom", text="half a pair: \ud83d")]))
    assert "Ökonom" in text
    contribution = json.loads(text.encode())["contributions"][0]
    assert contribution["text"].startswith("half a pair: ")
