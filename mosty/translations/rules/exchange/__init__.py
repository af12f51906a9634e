"""Files in which translations travel to other people's tools and back: `xliff` (2.1) and `po`, both over `units`."""
