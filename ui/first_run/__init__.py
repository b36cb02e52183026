"""What the window shows where Ollama cannot be used yet: what was found, and what to do."""
