"""How the user rules on a contradiction: options, what saving would change, and controls."""
