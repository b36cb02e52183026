"""The plan: its sections, its header, the view of it alone, and its Markdown."""
