"""One message to one person, in their language and channel, sent later by the worker.

Does not know why it is sent; rooms above call it.
"""
