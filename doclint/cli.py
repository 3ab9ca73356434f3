"""The command line. Each command imports what it needs."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from doclint import __version__

if TYPE_CHECKING:
    from doclint.model import Severity
    from doclint.run import Report
    from doclint.tree import Tree

_LEVELS = click.Choice(["error", "warning", "info"])


class Main(click.Group):
    """Turns every error of ours into one line and exit code 2."""

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401
        """Run the command."""
        from doclint.config import ConfigError
        from doclint.rule import RuleError

        try:
            return super().invoke(context)
        except (ConfigError, RuleError) as error:
            _fail(str(error))
        except click.ClickException as error:
            error.show()
            sys.exit(2)
        except BrokenPipeError:
            # The reader of our output has gone (head, less): nothing is left to say to it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except Exception:  # noqa: BLE001
            # Python itself would exit with 1, which means findings.
            traceback.print_exc()
            _fail("this is a fault of doclint; please report it with the lines above")


@click.group(cls=Main, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doclint")
def main() -> None:
    """Find what a translation gets wrong: broken anchors, changed numbers, opposite meanings, contradictions."""


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--source", multiple=True, metavar="PATH", help="Articles in the source language, compared but not reported on."
)
@click.option("--locale", multiple=True, metavar="L", help="Report on these locales only (fr, pt-BR).")
@click.option("--select", default="", metavar="A,B", help="Rules to run: codes, names, categories, code prefixes.")
@click.option("--ignore", default="", metavar="A,B", help="Rules not to run.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the findings to this file.")
@click.option("--severity", type=_LEVELS, default="warning", show_default=True, help="The least severity shown.")
@click.option(
    "--fail-on", type=_LEVELS, default="warning", show_default=True, help="The least severity that gives exit code 1."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found.")
@click.option("--max-findings", type=click.IntRange(min=0), metavar="N", help="Show at most N findings.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule and locale instead of showing them.")
@click.option("-q", "--quiet", is_flag=True, help="Show the findings only.")
def check(  # noqa: PLR0913
    paths: tuple[str, ...],
    source: tuple[str, ...],
    locale: tuple[str, ...],
    select: str,
    ignore: str,
    form: str,
    output: str | None,
    severity: Severity,
    fail_on: Severity,
    exit_zero: bool,  # noqa: FBT001
    max_findings: int | None,
    statistics: bool,  # noqa: FBT001
    quiet: bool,  # noqa: FBT001
) -> None:
    """Check articles: files, or folders with all that lies in them."""
    from msgspec.structs import replace

    from doclint import run
    from doclint.config import load
    from doclint.project.locales import matches
    from doclint.rule import rules
    from doclint.select import at_least, selected
    from doclint.tree import WorkTree

    config = load(Path.cwd())
    chosen = selected(rules(), config, _names(select), _names(ignore))
    tree = WorkTree(Path.cwd())
    found = _expand(tree, paths, config.exclude)
    sources = _sources(found, _expand(tree, source, config.exclude)) if source else {}
    report = run.check(tree, found, chosen, config, sources, _progress(quiet=quiet))
    wanted = [
        finding for finding in report.findings if not locale or any(matches(finding.locale, one) for one in locale)
    ]
    shown = [finding for finding in wanted if at_least(finding.severity, severity)]
    kept = replace(report, findings=tuple(shown[:max_findings]))
    _write(kept, form, output, statistics=statistics)
    if form == "text" and not quiet:
        _say_summary(kept, len(report.findings) - len(kept.findings))
    for line in report.summary.unreadable:
        click.echo(f"doclint: cannot read {line}", err=True)
    failed = any(at_least(finding.severity, fail_on) for finding in wanted)
    sys.exit(2 if report.summary.unreadable else int(failed and not exit_zero))


@main.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False))
@click.argument("target", type=click.Path(exists=True, dir_okay=False), required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def align(source: str, target: str | None, form: str) -> None:
    """Show which unit of TARGET translates which unit of SOURCE; a bilingual article alone shows its own pairs."""
    from doclint.output import alignment
    from doclint.project.pairing import align_files

    pair = align_files(Path(source).read_bytes(), source, Path(target or source).read_bytes(), target or source)
    if pair is None:
        _fail(f"{source} is not bilingual: name its translation too (doclint align {source} TARGET)")
    write = alignment.json if form == "json" else alignment.text
    write(pair, sys.stdout)


@main.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Print the page of RULE (a code or a name)."""
    from doclint.rule import find, rules

    for found in find(rule, rules()):
        click.echo(f"{found.code} · {found.header.category} · {found.header.severity}\n\n{found.page.rstrip()}\n")


@main.command("rules")
def list_rules() -> None:
    """List the rules."""
    from doclint.rule import rules

    for rule in rules():
        preview = " (preview)" if rule.header.preview else ""
        click.echo(f"{rule.code}  {rule.header.severity:8}{rule.name:26}{rule.summary}{preview}")


@main.command()
@click.argument("name")
@click.option("--check", "module", required=True, help="The module in doclint/checks that the rule runs.")
@click.option(
    "--category", required=True, help="links, numbers, meaning, literals, completeness, terms, structure or facts."
)
def new(name: str, module: str, category: str) -> None:
    """Write the page of a new rule NAME, headings ready, below ./rules."""
    from doclint.scaffold import page

    try:
        click.echo(
            f"Wrote {page(Path('rules'), name, module, category)}; give it a summary and examples, then run the tests."
        )
    except (OSError, ValueError) as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    click.echo(f"doclint: {message}", err=True)
    sys.exit(2)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _expand(tree: Tree, paths: tuple[str, ...], exclude: tuple[str, ...]) -> dict[str, str]:
    """Every article below `paths`, named relative to the working directory, with its path below the one given."""
    from fnmatch import fnmatch

    found: dict[str, str] = {}
    for path in paths:
        relative = Path(os.path.relpath(path)).as_posix()
        if not Path(path).exists():
            _fail(f"{path}: there is no such file or folder")
        articles = [name for name in tree.files(relative) if not any(fnmatch(name, pattern) for pattern in exclude)]
        if not articles:
            _fail(f"{path}: no Markdown files (.md, .markdown, .mdx) found there")
        found |= {name: "" if name == relative else os.path.relpath(name, relative) for name in articles}
    return found


def _sources(found: dict[str, str], sources: dict[str, str]) -> dict[str, str]:
    """The source of each article, by its path below the folders given; one file's source may be called anything."""
    places = {place: name for name, place in sources.items()}
    matched = {name: places[place] for name, place in found.items() if place in places}
    if not matched:
        _fail("no article has its source below --source: give the folders whose contents lie alike")
    return matched


def _write(report: Report, form: str, output: str | None, *, statistics: bool) -> None:
    if output is None:
        _format(report, form, sys.stdout, statistics=statistics)
        return
    unfinished = Path(f"{output}.part")
    try:
        with unfinished.open("w", encoding="utf-8") as out:
            _format(report, form, out, statistics=statistics)
        unfinished.replace(output)
    except OSError as error:
        _fail(f"cannot write {output}: {error.strerror}")


def _format(report: Report, form: str, out: TextIO, *, statistics: bool) -> None:
    from doclint.output import json, text
    from doclint.output import statistics as counts

    if statistics:
        counts.write(report, out)
    elif form == "json":
        json.write(report, out)
    else:
        text.write(report, out, color=_color(out))


def _say_summary(report: Report, hidden: int) -> None:
    from doclint.output import text

    click.echo(text.summary(report, hidden, color=_color(sys.stderr)), err=True)


def _color(out: TextIO) -> bool:
    return out.isatty() and not os.environ.get("NO_COLOR")


def _progress(*, quiet: bool) -> Any:  # noqa: ANN401
    """A progress line on a terminal, where the work is large enough to be waited for."""
    if quiet or not sys.stderr.isatty():
        return None

    def tell(stage: str, done: int, total: int) -> None:
        if total >= 100 and (done % 25 == 0 or done == total):
            end = "\r" if done < total else "\r\x1b[K"
            click.echo(f"{stage} {done:,} of {total:,}{end}", err=True, nl=False)

    return tell
