"""One answer in a Markdown view: what is new is appended, and nothing is written twice."""

from models.contribution import Contribution
from ui.markdown.view import MarkdownView


class Answer:
    """Keeps a view in step with a contribution that grows."""

    def __init__(self, view: MarkdownView) -> None:
        """Show nothing yet."""
        self._view = view
        self._shown: Contribution | None = None
        self._is_finished = False

    @property
    def shown(self) -> Contribution | None:
        """What the view shows."""
        return self._shown

    def show(self, one: Contribution) -> bool:
        """Bring the view up to date. Answers whether it began anew, which puts out all quotes."""
        before, self._shown = self._shown, one
        goes_on = (
            before is not None
            and (before.slot, before.version) == (one.slot, one.version)
            and one.text.startswith(before.text)
        )
        if before is not None and goes_on:
            if not self._is_finished or len(one.text) > len(before.text):
                self._append(one.text[len(before.text) :], one)
            return False
        if one.state.is_final:
            self._is_finished = True
            self._view.show_markdown(one.text)
        else:
            self._view.clear()
            self._append(one.text, one)
        return True

    def _append(self, text: str, one: Contribution) -> None:
        if text:
            self._view.append(text)
        self._is_finished = one.state.is_final
        if self._is_finished:
            self._view.finish()
