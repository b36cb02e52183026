"""What to expect of a model, tested on the user's own machine."""
