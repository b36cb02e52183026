"""The page on which a run is prepared: brief, fixed facts, team, model, and what was checked."""
