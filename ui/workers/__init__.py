"""The workers on the screen: a panel for each, and the grid that holds the panels."""
