"""Public ids and secret codes: what stands in addresses."""

import hashlib
import secrets

# Crockford's alphabet in small letters: no i, l, o, u, so that an id survives being read aloud or typed from paper.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 10
SECRET_CODE_LENGTH = 26


def public_id() -> str:
    """A random public id: 10 characters, 50 bits; unique by the table's constraint."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def secret_code() -> str:
    """A code that opens something without an account: 26 characters, 130 bits. Store only `code_hash` of it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SECRET_CODE_LENGTH))


def code_hash(code: str) -> str:
    """What is stored of a secret code: SHA-256 in hex. The code has enough bits that no salt is needed."""
    return hashlib.sha256(code.strip().lower().encode()).hexdigest()
