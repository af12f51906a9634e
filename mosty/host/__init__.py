"""The door for host organisations: listings, applications, answers. Opens into no other door."""
