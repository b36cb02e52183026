"""Markdown as it streams in: shown, followed, quoted, searched and copied. See `view`."""
