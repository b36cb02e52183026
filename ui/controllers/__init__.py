"""The only door of the window to the engine: commands go in, values of `models` come out."""
