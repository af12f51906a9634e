"""The door for coordinators: checking, imports, hosts, channels. Opens into no other door."""
