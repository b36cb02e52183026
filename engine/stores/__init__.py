"""What is kept on disk; each store takes its folder as an argument."""
