"""Who did what and when, in rows without foreign keys.

Does not know what the nouns mean; actions of every room above call it.
"""
