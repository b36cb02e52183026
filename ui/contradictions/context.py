"""The texts that sentences are quoted from."""

from models.documents import StatementRef
from models.run import Run


def text_of(run: Run, ref: StatementRef) -> str:
    """The version of the text that a reference points into; empty if it is not known."""
    kind, _, name = ref.document_id.partition("/")
    if kind == "brief":
        return run.brief.text
    if kind == "attachment":
        return run.brief.attachments[int(name) - 1].text
    if kind == "rule":
        return run.house_rules[int(name) - 1].text
    if kind == "fact":
        return run.brief.facts[int(name) - 1].sentence
    texts = (*run.contributions, *run.earlier_versions)
    return next((one.text for one in texts if one.slot == name and one.version == ref.version), "")
