"""What the city already knows: districts, places, topics with labels in every language.

Does not know who uses them; rooms above and doors call it.
"""
