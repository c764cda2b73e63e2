"""`${FZPLAN_…}` in the address of a database, from the environment; no other variable can be named."""

from __future__ import annotations

import os
from urllib.parse import quote

from fzplan.microdata.engines import MissingSecretError
from fzplan.regex import regex

NAMED = regex(r"\$\{(FZPLAN_[A-Z0-9_]+)\}")


def filled(url: str) -> str:
    """Return the address with its secrets, quoted as addresses need it."""
    for name in NAMED.findall(url):
        if name not in os.environ:
            raise MissingSecretError(name)
    return NAMED.sub(lambda found: quote(os.environ[found[1]], safe=""), url)
