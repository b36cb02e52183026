"""Exports: pure functions of a run; the caller chooses where the bytes go."""
