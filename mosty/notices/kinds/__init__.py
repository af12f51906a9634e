"""Ways a notice reaches a person."""
