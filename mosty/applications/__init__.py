"""A person asks to help: places, answers, messages, the answer clock.

Does not know how the listing was found or posted; echoes and doors call it.
"""
