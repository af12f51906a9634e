"""Mosty: the city's database of volunteering opportunities for foreigners. Rooms and doors: see docs/architecture.md."""
