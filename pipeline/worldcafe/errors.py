"""The one exception that a user can cause."""


class InputError(ValueError):
    """Something given by the user cannot be used; the message is one sentence to show as it is.

    The sentence says which file (and line), what is wrong and what to do about it.
    """
