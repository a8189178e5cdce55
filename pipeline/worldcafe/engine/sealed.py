"""What is put aside on disc for a later run, sealed with a secret of the user that lies elsewhere.

Neither the name of what is kept nor what it holds tells whether a text that somebody guesses was among the
notes, and nothing that another wrote is ever opened.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from typing import TYPE_CHECKING

import platformdirs

from worldcafe.files.drafts import growing_file

if TYPE_CHECKING:
    from pathlib import Path

KEY, SEAL = 32, 16  # bytes


def user_secret() -> bytes:
    """Give the user's secret, made when it is first needed; b"" where it can be neither read nor made."""
    return read_secret(platformdirs.user_data_path("worldcafe") / "secret")


def read_secret(path: Path) -> bytes:
    """Give the secret at a path, made where there is none, readable by the user alone (mode 0600)."""
    with contextlib.suppress(OSError):
        if not path.is_file() or path.stat().st_size != KEY:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with growing_file(path, private=True) as file:
                file.write(secrets.token_bytes(KEY))
        return path.read_bytes()
    return b""


def named(told: bytes, secret: bytes) -> bytes:
    """Give the name under which something is kept, by all that decides it."""
    return hashlib.blake2b(told, digest_size=16, key=secret).digest()


def sealed(data: bytes, name: bytes, secret: bytes) -> bytes:
    """Give data as it is kept: under a stream of bytes that only the secret gives, with a seal."""
    kept = _under_stream(data, name, secret)
    return kept + _seal(kept, name, secret)


def opened(kept: bytes, name: bytes, secret: bytes) -> bytes | None:
    """Give data that was sealed under this name, None where its seal is broken."""
    data, seal = kept[:-SEAL], kept[-SEAL:]
    if not secrets.compare_digest(seal, _seal(data, name, secret)):
        return None
    return _under_stream(data, name, secret)


def _under_stream(data: bytes, name: bytes, secret: bytes) -> bytes:
    """Join bytes with as many that the secret gives for this name (SHAKE-256); done twice, they are back."""
    import numpy as np  # noqa: PLC0415 - a tenth of a second that --help must not pay

    stream = hashlib.shake_256(secret + name).digest(len(data))
    return np.bitwise_xor(np.frombuffer(data, np.uint8), np.frombuffer(stream, np.uint8)).tobytes()


def _seal(kept: bytes, name: bytes, secret: bytes) -> bytes:
    """Give what tells that bytes are those that were kept under this name."""
    return hashlib.blake2b(name + kept, digest_size=SEAL, key=secret).digest()
