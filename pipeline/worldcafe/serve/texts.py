"""What people wrote, kept beside the log: an entry has a reference, so that words can be taken out later."""

from __future__ import annotations

import hashlib
import secrets

from worldcafe.serve.models import Item, Text
from worldcafe.serve.process import WRITTEN

TAKEN_OUT = "[taken out]"


def facts_of(item: Item) -> dict[str, str]:
    """Give the facts of an item as people read them."""
    refs = [item.facts[name] for name in WRITTEN if name in item.facts]
    texts = dict(Text.objects.filter(ref__in=refs).values_list("ref", "body")) if refs else {}
    return {
        name: texts.get(value, TAKEN_OUT) if name in WRITTEN else value for name, value in item.facts.items()
    }


def text_of(name: str, raw: str) -> str:
    """Give what a field says: the words where it holds a reference."""
    if name not in WRITTEN or not raw:
        return raw
    text = Text.objects.filter(ref=raw).first()
    return text.body if text else TAKEN_OUT


def keep_text(body: str) -> str:
    """Store what a person wrote; give the reference, which tells nothing once the words are taken out."""
    salt = secrets.token_hex(16)
    ref = ref_of(salt, body)
    Text.objects.create(ref=ref, salt=salt, body=body)
    return ref


def ref_of(salt: str, body: str) -> str:
    """Give the reference of a text."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()
