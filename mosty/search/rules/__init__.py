"""Pure questions about words: how they fold, which belong together, what a query asks for."""
