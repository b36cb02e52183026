"""What happens: backends, phases, session, stores, export. Knows no Qt, prints nothing."""
