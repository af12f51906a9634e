"""Pure questions about tables from elsewhere: what a column is, what words mean, what is a duplicate, what may be
withdrawn.
"""
