"""Formats a listing can arrive in. A kind turns bytes into a `Table`; it never interprets what the cells mean."""
