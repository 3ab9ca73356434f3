"""The command `doclint hook`: `check` as git's hooks and pre-commit run it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from doclint.cli_check import check
from doclint.console import warn

_OWN = {"paths", "since", "staged", "exit_non_zero_on_fix"}
"""What the hook says itself to `check`."""


@click.command(params=[one for one in check.params if one.name not in _OWN])
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.pass_context
def hook(context: click.Context, /, paths: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Check what a commit changes, and its effects, before it is made: for git's hooks and for pre-commit.

    In a commit, or where something is staged, it is "check --staged"; with the revisions that "pre-commit run
    --from-ref" names, "check --since"; else all is checked. PATHs are folders, by default the one we are in: files are
    not needed, git knows what has changed. With --fix the exit code is 1 where something was fixed.
    """
    # What a link leads to may be gone; a folder that is not there is a mistake.
    folders = tuple(path for path in paths if Path(path).is_dir() or not os.path.lexists(path)) or (".",)
    since = os.environ.get("PRE_COMMIT_FROM_REF") or None
    staged, idle = _looked(folders, since)
    if idle and not options["forms"]:
        if not options["quiet"]:
            warn("nothing that articles depend on has changed")
        return
    context.invoke(check, paths=folders, since=since, staged=staged, exit_non_zero_on_fix=options["fix"], **options)


def _looked(folders: tuple[str, ...], since: str | None) -> tuple[bool, bool]:
    """Whether a commit is what is asked about, and whether nothing in what is asked about can make findings."""
    from doclint import changes
    from doclint.repository import around

    if since:
        return False, not changes.since(folders, since).matters
    if around(Path(folders[0]).absolute() / "article") is None:
        return False, False
    change = changes.staged(folders)
    # Git says to its hooks which index a commit is made from; "pre-commit run --all-files" is none.
    staged = "GIT_INDEX_FILE" in os.environ or not change.empty
    return staged, staged and not change.matters
