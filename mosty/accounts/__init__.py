"""People who sign in: roles, languages they read, invitations, second factor, erasure.

Does not know hosts or listings; rooms above and doors call it.
"""
