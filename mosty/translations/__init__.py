"""One text in many languages: states, staleness, choosing the best text for a reader.

Does not know whose text it is; rooms above call it.
"""
