"""The contradictions of a run: rows, cards, the list of the dock, and the focus view."""
