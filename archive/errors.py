"""Every error that Seogo raises on purpose, in one tree.

    SeogoError                  what is wrong, where, and what to do, in one Korean sentence or two
    ├── UsageError              the person asked for something that does not exist (exit status 2)
    │   ├── SettingsError       seogo.toml, an environment variable or a flag holds an unusable value
    │   └── ParameterError      a search parameter is out of range or cannot be read (HTTP 400)
    ├── CorpusError             the corpus folder is missing or cannot be listed
    │   └── IssueError          one file of it cannot be read or split; the others go on
    ├── IndexUnavailable        there is no index to search (never built, or deleted; HTTP 503)
    │   ├── IndexUnusable       there is one, but it is foreign, damaged or written by another version
    │   └── EngineAway          the server that keeps it does not answer, or does not let us in
    ├── IndexLocked             another process is writing the index
    ├── IndexUnwritable         the index cannot be written (disk full, read-only, no permission)
    ├── EditingError            what an editor asks for cannot be done to the corpus
    │   └── Overtaken           somebody else has changed it since the form was made
    ├── DeskError               the staff desk does not do what was asked
    │   ├── DeskUnusable        what it remembers cannot be read or written (disk full, no permission; HTTP 503)
    │   ├── UserError           a name, a password or a role cannot be used
    │   ├── AlertError          a search cannot be saved, or a mail address not be used
    │   └── MailError           the mail server is not there, or does not take a mail
    ├── BackupError             a backup cannot be made, is damaged or foreign, or cannot be put in place
    ├── NotFound                no article or issue of that name (HTTP 404)
    └── ServeError              the address cannot be served (port in use, no permission)

Messages are written for the person who reads them and are shown as they are, on the command line and on pages.
"""


class SeogoError(Exception):
    """Base of the tree. `str(error)` is the whole message for a person; it never holds a traceback."""

    exit_status = 1


class UsageError(SeogoError):
    """The request itself is wrong; repeating it unchanged cannot succeed."""

    exit_status = 2


class SettingsError(UsageError):
    """A setting cannot be used; the message names its source (file, variable or flag)."""


class ParameterError(UsageError):
    """A search parameter cannot be used. `code` is a stable word for programs, such as `bad_date`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class CorpusError(SeogoError):
    """The corpus folder as a whole cannot be used."""


class IssueError(CorpusError):
    """One file of the corpus cannot become articles. `file` is its path relative to the corpus."""

    def __init__(self, file: str, message: str) -> None:
        super().__init__(message)
        self.file = file


class IndexUnavailable(SeogoError):
    """There is no index at the place that the settings name."""


class IndexUnusable(IndexUnavailable):
    """The folder holds something that this version of Seogo cannot read; rebuilding mends it."""


class EngineAway(IndexUnavailable):
    """The search server does not answer or refuses us; whether there is an index is not known."""


class IndexLocked(SeogoError):
    """Another process holds the index for writing."""


class IndexUnwritable(SeogoError):
    """The index cannot be written where it is; what was there before is still there."""


class EditingError(SeogoError):
    """A change of the corpus cannot be made; the corpus is as it was before."""


class Overtaken(EditingError):
    """What a form was made from has changed since; what was typed is for whoever typed it to keep."""


class DeskError(SeogoError):
    """The staff desk does not do what was asked; nothing was changed."""


class DeskUnusable(DeskError):
    """What the desk remembers cannot be read or written."""


class UserError(DeskError):
    """A user's name, password or role cannot be used."""


class AlertError(DeskError):
    """What a user asks to be told of cannot be kept."""


class MailError(DeskError):
    """A mail could not be handed over; the message says what the server said, and what to do."""


class BackupError(SeogoError):
    """A backup cannot be made, read or put in place; what was there before is still there."""


class NotFound(SeogoError):
    """No article or issue by that name is in the archive."""


class ServeError(SeogoError):
    """The web server cannot listen where it was told to."""
