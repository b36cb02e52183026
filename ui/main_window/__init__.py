"""The main window: its frame, its commands, and how views and controllers are wired."""
