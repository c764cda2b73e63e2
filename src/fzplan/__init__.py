"""fzplan: a plan is declared, returns come in, indicators are computed, gaps are assessed, reports go out.

As a library: `load`, `compute`, `check`, `explain`, what `compute` returns (`Result`) and what wrong calls raise
(`UsageError`); docs/library.md. They are imported when they are asked for: `import fzplan` costs nothing.
"""

from __future__ import annotations

__version__ = "1.0.0"
__all__ = ["Result", "UsageError", "check", "compute", "explain", "load"]


def __getattr__(name: str) -> object:
    """Return a public name of the library (PEP 562); their types stand in `__init__.pyi`."""
    if name not in __all__:
        message = f"module 'fzplan' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module("fzplan.api"), name)


def __dir__() -> list[str]:
    """Return the public names too, which are not there yet."""
    return sorted({*globals(), *__all__})
