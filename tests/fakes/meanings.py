"""A model small enough to reason about: a text's vector says which of a few ideas its words belong to."""

import numpy as np

IDEAS = {
    "water": ("voda", "vody", "řeka", "řeky", "plavání", "fluss", "schwimmen"),
    "music": ("zpěv", "zpíváme", "kytara", "musik", "singen"),
    "food": ("vaříme", "polévka", "kochen", "suppe"),
    "books": ("knihy", "čtení", "lesen", "bücher"),
}


class Small:
    """Counts how many texts it was asked for."""

    name = "small"

    def __init__(self) -> None:
        self.asked = 0

    def query(self, text):
        return self._vector(text, np.array([0.0, 0.0, 0.0, 0.0, 0.0, 5.0]))

    def passages(self, texts):
        return np.array([self._vector(text, np.array([0.0, 0.0, 0.0, 0.0, 5.0, 0.0])) for text in texts])

    def _vector(self, text, kind):
        """What all texts of a kind share is large, as with real models."""
        self.asked += 1
        words = text.casefold().replace(".", " ").split()
        own = np.array([*(float(any(word in words for word in known)) for known in IDEAS.values()), 0.0, 0.0])
        return kind + own


def small():
    return Small()


def broken():
    raise ImportError("no such package here")
