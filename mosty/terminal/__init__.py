"""The door for operators: commands. Opens into no other door."""
