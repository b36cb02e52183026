"""Whether the parts fit: the matrix of activities, what does not fit, and what nobody answers."""
