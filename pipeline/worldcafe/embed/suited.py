"""Which encoder suits some texts: what settings name, or else what the languages of the texts need.

English is read by the encoders that ship. Where a tenth of the texts or more are in another language, the one
that knows many is taken, if it is installed and knows all that are spoken; English alone is never read by it.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worldcafe.embed.encoders import MAIN, ManyLanguages, make_encoder
from worldcafe.errors import InputError
from worldcafe.language.spoken import widely_spoken

if TYPE_CHECKING:
    import pandas as pd

    from worldcafe.embed.encoders import Encoder
    from worldcafe.settings import EmbedSettings

AUTO = "auto"


def suited_encoder(settings: EmbedSettings, languages: pd.Series) -> tuple[Encoder, bool]:
    """Give the encoder for texts in these languages, and whether its name says which one it is.

    Raises:
        InputError: the settings name an encoder or a model that is not there.
    """
    if settings.encoder in _YOURS:
        return _yours(settings), False
    return make_encoder(suit_languages(settings, languages)), True


def suit_languages(settings: EmbedSettings, languages: pd.Series) -> str:
    """Give the name of the encoder for texts in these languages: the one in the settings, unless "auto"."""
    if settings.encoder != AUTO:
        return settings.encoder
    spoken = set(widely_spoken(languages))
    many = bool(spoken - {"en"}) and spoken <= ManyLanguages.languages
    return ManyLanguages.name if many and importlib.util.find_spec(ManyLanguages.package) else MAIN


def known_to(encoder: Encoder, settings: EmbedSettings, languages: pd.Series) -> frozenset[str]:
    """Give the languages among these whose texts can be compared with each other by what an encoder gives.

    An encoder that does not tell its languages has those that the settings give.
    """
    known = getattr(encoder, "languages", None) or frozenset(settings.knows)
    return frozenset(known).intersection(languages)


def _yours(settings: EmbedSettings) -> Encoder:
    """Load a model that somebody has on this machine; none is fetched."""
    name, given = settings.encoder, settings.model
    if not given:
        raise InputError(
            f'settings, embed.encoder: "{name}" needs the folder or the name of a model as embed.model.'
        )
    if importlib.util.find_spec(name.replace("-", "_")) is None:
        raise InputError(
            f'settings, embed.encoder: the package "{name}" is not installed (pip install {name}).'
        )
    try:
        found: Encoder = _YOURS[name](given)
        return found
    except (OSError, ValueError) as error:
        raise InputError(
            f'settings, embed.model: {name} finds no model "{Path(given).name}" on this machine; '
            "fetch it first, or give its folder."
        ) from error


def _sentence_transformers(given: str) -> Any:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    return SentenceTransformer(given, device="cpu", local_files_only=True)


def _fastembed(given: str) -> Any:
    from fastembed import TextEmbedding  # noqa: PLC0415

    return TextEmbedding(given, local_files_only=True)


_YOURS: dict[str, Callable[[str], Any]] = {
    "sentence-transformers": _sentence_transformers,
    "fastembed": _fastembed,
}
