"""Finding: index, query, vocabulary across languages, facets. Does not know posts or partners; doors call it."""
