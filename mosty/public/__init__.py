"""The door for everybody: pages without an account. Opens into no other door."""
