"""The door for machines: JSON, feeds, embeds, sitemap, health. Opens into no other door."""
