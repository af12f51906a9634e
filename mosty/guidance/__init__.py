"""Pages that explain: privacy and accessibility statements from what is true.

Does not know hosts or listings; doors call it.
"""
