"""What would be sent to a model: its size, what that costs, and the texts themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worldcafe.engine.progress import counted

if TYPE_CHECKING:
    from worldcafe.llm.endpoint import Query


def describe_queries(queries: Sequence[Query], price: float) -> Iterator[str]:
    """Give lines that say how much would be sent, at which price of a million tokens, then each text.

    A token is taken for four characters, as in English; other languages have more of them.
    """
    characters = sum(len(message["content"]) for query in queries for message in query.messages)
    back = sum(query.tokens for query in queries)
    tokens = characters // 4 + back
    cost = f"; at {price:g} a million, {tokens * price / 1_000_000:.4f}" if price else ""
    size = f"{counted(len(queries), 'questions')}, {characters:,} characters"
    yield f"{size}: about {tokens:,} tokens with the answers{cost}"
    for system in dict.fromkeys(query.messages[0]["content"] for query in queries):
        yield f"\nTo be told: {system}"
        for query in queries:
            if query.messages[0]["content"] == system:
                yield query.messages[-1]["content"]
