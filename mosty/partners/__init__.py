"""Partners: listings that come from elsewhere, their sources, tables, provenance and duplicates.

Does not know: search, channels, pages, who is looking at the desk; it writes hosts and opportunities only through
the actions of those rooms. Called by the desk (mapping page, runs) and by the command `import_offers`.
"""
