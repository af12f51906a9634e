"""What two rooms need and no noun of ours: refusals, public ids, the clock, the outgoing HTTP guard, idempotency.

Knows no room; every room and door may call it.
"""
