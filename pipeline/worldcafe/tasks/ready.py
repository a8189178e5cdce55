"""What the second process of a run imports before it is asked for anything."""

from __future__ import annotations

import threading


def get_ready() -> None:
    """Load what finding themes needs; vectors, which come first, do not wait for BERTopic."""
    from worldcafe.cluster import load_bertopic  # noqa: PLC0415 - seconds, and in the second process alone
    from worldcafe.embed import load_encoder  # noqa: PLC0415

    load_encoder()
    threading.Thread(target=load_bertopic, daemon=True).start()
