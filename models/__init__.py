"""Data models: frozen records and the pure fold from events to a run. No I/O, Qt, asyncio."""
