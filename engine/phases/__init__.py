"""The phases of a run; each takes records and returns records."""
