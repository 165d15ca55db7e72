"""All errors that fangzhi raises on purpose, in one tree.

    KgError
    ├── UsageError        the command or call cannot be carried out as asked (exit code 2)
    │   ├── SourceMissing     a path or pattern names nothing
    │   ├── UnknownName       an entity, canned question, format or recogniser of that name does not exist
    │   ├── AmbiguousName     several entities bear that name, and one was asked for
    │   └── MissingExtra      a library is wanted that only an extra installs
    ├── InputError        what was given cannot be read (exit code 1)
    │   ├── PageError         one page cannot be read; counted in the report, the build goes on
    │   └── DataError         a lexicon, ledger, rule or gold file breaks its format
    ├── StoreError        a build directory is missing, damaged or of another version (exit code 1)
    └── QueryError        a SPARQL query is wrong or was stopped (exit code 1)
        └── QueryRefused      it asks for what is never done: to change the store, or to call another machine

Each message is one sentence a reader can act on: what, where, what to do.
"""


class KgError(Exception):
    """Root of the tree. `exit_code` is what the command line leaves with."""

    exit_code = 1


class UsageError(KgError):
    """The command or call cannot be carried out as asked."""

    exit_code = 2


class SourceMissing(UsageError):  # noqa: N818  the tree reads better without the suffix
    """A path or pattern names nothing."""


class UnknownName(UsageError):  # noqa: N818  likewise
    """No entity, canned question, format or recogniser has that name."""


class AmbiguousName(UsageError):  # noqa: N818  likewise
    """Several entities bear that name, and one was asked for."""


class MissingExtra(UsageError):  # noqa: N818  likewise
    """A library is wanted that only an extra installs."""


class InputError(KgError):
    """What was given cannot be read."""


class PageError(InputError):
    """One page cannot be read; the build counts it and goes on."""


class DataError(InputError):
    """A lexicon, ledger, rule or gold file breaks its format."""


class StoreError(KgError):
    """A build directory is missing, damaged or of another version."""


class QueryError(KgError):
    """A SPARQL query is wrong or was stopped."""


class QueryRefused(QueryError):  # noqa: N818  likewise
    """A SPARQL query asks for what is never done: to change the store, or to call another machine."""
