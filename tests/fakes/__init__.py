"""Stand-ins for what is outside the house. They may be nastier than the real thing, never nicer."""
