"""Furniture of all doors: base pages, components, tags, style, script. Knows no room; every door uses it."""
