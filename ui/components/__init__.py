"""Small widgets that every screen is made of. They show values and know no engine."""
