"""The one exception that a user can cause, and the kind of it that a whole folder need not be refused for."""


class InputError(ValueError):
    """Something given by the user cannot be used; the message is one sentence to show as it is.

    The sentence says which file (and line), what is wrong and what to do about it.
    """


class NothingIn(InputError):
    """A file holds nothing: no byte, no text, no row."""
