"""One answer in a Markdown view: what is new is appended, and nothing is written twice."""

from models.contribution import Contribution
from ui.markdown.view import MarkdownView


class Answer:
    """Keeps a view in step with a contribution that grows."""

    def __init__(self, view: MarkdownView) -> None:
        """Show nothing yet."""
        self._view = view
        self._shown: Contribution | None = None
        self._is_over = False

    @property
    def shown(self) -> Contribution | None:
        """What the view shows."""
        return self._shown

    def show(self, one: Contribution, *, is_over: bool) -> bool:
        """Bring the view up to date; ``is_over`` where nothing more will come.

        Answers whether it began anew, which puts out all quotes.
        """
        before, self._shown = self._shown, one
        goes_on = (
            before is not None
            and (before.slot, before.version) == (one.slot, one.version)
            and one.text.startswith(before.text)
        )
        if before is not None and goes_on:
            self._append(one.text[len(before.text) :], is_over=is_over)
            return False
        self._is_over = is_over
        if is_over:
            self._view.show_markdown(one.text)
        else:
            self._view.clear()
            self._append(one.text, is_over=False)
        return True

    def _append(self, text: str, *, is_over: bool) -> None:
        if text:
            self._view.append(text)
        if is_over and (text or not self._is_over):
            # The last words may have been held back until now.
            self._view.finish()
        self._is_over = is_over
