"""Hosts: who they are, their people, whether they are verified.

Does not know what they offer; rooms above and doors call it.
"""
