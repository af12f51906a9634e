"""What one can help with or join, when, where, in which language, with which papers, in which state.

Does not know who applies, who finds it or where it is posted; rooms above and doors call it.
"""
