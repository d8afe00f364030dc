"""The passwords of coders as DNA stores them.

They are those of jasypt's StrongPasswordEncryptor: SHA-256, applied 100,000 times, with a salt of 16 bytes.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from unicodedata import normalize

#: In bytes.
SALT_LENGTH = 16
_ROUNDS = 100_000


def hashed(password: str, salt: bytes) -> str:
    """Return what stands in the column Password for a password.

    Parameters
    ----------
    password
        The password in clear.
    salt
        16 bytes.
    """
    digest = salt + normalize("NFC", password).encode()
    for _ in range(_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return b64encode(salt + digest).decode("ascii")
