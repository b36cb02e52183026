"""The synthesizer's dock: how far it is, what it found, and the plan."""
