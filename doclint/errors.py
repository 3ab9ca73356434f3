"""What doclint cannot do."""


class DoclintError(Exception):
    """Something that cannot be done; the message says in one line what it is and how to go on."""
