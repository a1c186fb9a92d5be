"""Every error of ours, one tree with one root.

::

    HankemuistiError            exit code 1
    ├── UsageError              2   the command line, the query or the configuration is wrong
    │   └── ConfigError
    ├── DocumentError           -   this document, not the program: it is quarantined
    │   ├── FetchError
    │   └── ExtractionError
    ├── StoreError              1   the corpus database cannot be used as it is
    │   └── NoCorpusError       4   there is none yet
    ├── NoIndexError            4   no usable index: the message names the command to run
    │   └── EngineUnavailable
    └── LockedError             5   another run holds the lock

A message is one line that says what happened, to which document, and what to do.
"""

from __future__ import annotations


class HankemuistiError(Exception):
    """The root. `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(HankemuistiError, ValueError):
    """What was asked cannot be done as it was asked."""

    exit_code = 2


class ConfigError(UsageError):
    """A configuration file or an environment override is wrong."""


class DocumentError(HankemuistiError):
    """One document cannot be used. The run goes on, the document goes to quarantine."""


class FetchError(DocumentError):
    """The bytes of a document could not be had."""


class ExtractionError(DocumentError):
    """The bytes are there, but no pages of text come out of them."""


class StoreError(HankemuistiError):
    """The corpus database cannot be used as it is."""


class NoCorpusError(StoreError):
    """There is no corpus yet, so nothing that could answer."""

    exit_code = 4


class NoIndexError(HankemuistiError):
    """There is no index that can answer."""

    exit_code = 4


class EngineUnavailable(NoIndexError):
    """The search engine cannot open or read its files."""


class LockedError(HankemuistiError):
    """Another run holds the lock on the data folder."""

    exit_code = 5


EXIT_QUARANTINED = 3
"""Exit code of a run that is done, but left documents in quarantine."""
