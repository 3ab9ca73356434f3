"""Options of `doclint check` that do not go together."""

from typing import Any

_PLAIN = {"text", "full"}


def clash_of(given: dict[str, Any]) -> str:
    """What to leave out of the options `given`; empty where all go together."""
    formed = bool(set(given["forms"]) - _PLAIN)
    partly = given["since"] is not None or given["staged"]
    writes = given["fix"] or given["diff"]
    reason, renewed = given["add_ignore"] is not None, given["write_baseline"] is not None
    pruned = given["prune_baseline"]
    clashes = (
        (given["statistics"] and formed, "--statistics counts for people: leave --format out"),
        (
            given["diff"] and (given["statistics"] or formed),
            "--diff shows changes instead of findings: leave --format and --statistics out",
        ),
        (
            given["staged"] and given["since"] is not None,
            "--staged compares the index with HEAD: leave --since out",
        ),
        (
            reason and (given["fix"] or given["staged"]),
            "--add-ignore writes into the articles: leave --fix and --staged out",
        ),
        (
            renewed and (partly or writes or reason),
            "--write-baseline takes in all that is found: leave --since, --staged, --fix, --diff and --add-ignore out",
        ),
        (
            pruned and (partly or given["diff"] or renewed),
            "--prune-baseline asks what is left of all: leave --since, --staged, --diff and --write-baseline out",
        ),
        (given["no_baseline"] and given["baseline"] is not None, "--no-baseline tells all: leave --baseline out"),
        (given["by"] and not given["statistics"], "--by tells --statistics what to count by: give that, too"),
        (
            given["watch"] and (writes or given["staged"] or reason or renewed or pruned),
            "--watch only looks: leave --staged and all that writes out",
        ),
    )
    return next((words for wrong, words in clashes if wrong), "")
