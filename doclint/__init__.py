"""doclint: a localisation and consistency linter for documentation.

    import doclint

    report = doclint.lint("docs", select=["links"])
    for finding in report.findings:
        print(f"{finding.path}:{finding.line}: {finding.code} {finding.message}")

What cannot be done raises a DoclintError, whose message says how to go on; what should be known of a run that goes on
is a DoclintWarning of Python's `warnings`. Nothing is printed.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False
"""Checkers of types take it for true; `typing` would be half of what importing doclint costs."""

if TYPE_CHECKING:
    from doclint.api import Aligned, Report, align, lint, lint_text, rules
    from doclint.errors import DoclintError, DoclintWarning
    from doclint.model import Finding
    from doclint.rule import Rule
else:

    def __getattr__(name: str) -> object:
        """What the package offers, imported when it is asked for: `import doclint` alone costs nothing."""
        if name not in __all__:
            message = f"module 'doclint' has no attribute {name!r}"
            raise AttributeError(message)
        from doclint import api

        return getattr(api, name)


__all__ = [
    "Aligned",
    "DoclintError",
    "DoclintWarning",
    "Finding",
    "Report",
    "Rule",
    "align",
    "lint",
    "lint_text",
    "rules",
]
