"""The servers an LLM can answer from; one file or package each."""
