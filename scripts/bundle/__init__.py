"""fzplan without a network: the package, wheelhouses, one zip for Windows, its twin for Linux.

`python -m scripts.bundle --help`; docs/offline.md says who needs which. Nothing here is part of the package.
"""
