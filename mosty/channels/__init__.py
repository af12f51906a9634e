"""Channels: one post to a public (today the Facebook Page), tracked links, share pictures and posters.

Does not know: search, partners, who reads a page; it reads listings and never writes them. Called by the desk (posts,
channels), by the public door (tracked links, pictures, posters) and by the worker (posts that are due).
"""
