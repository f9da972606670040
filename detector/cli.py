"""The command line. Every command hands over to a step; there is no logic here."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="detector",
    help="Checks the draft of a public answer for anything that would identify a living person.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
hook_app = typer.Typer(no_args_is_help=True, help="Run as a git or pre-commit hook.")
policy_app = typer.Typer(no_args_is_help=True, help="The policy file detector.toml.")
recognizers_app = typer.Typer(no_args_is_help=True, help="What is recognised.")
app.add_typer(hook_app, name="hook")
app.add_typer(policy_app, name="policy")
app.add_typer(recognizers_app, name="recognizers")

USAGE_ERROR, NOT_READ = 2, 3


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False) -> None:
    if version:
        from detector import __version__

        typer.echo(f"disclosure-detector {__version__}")
        raise typer.Exit


@app.command()
def scan(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", metavar="PATH...")],
    format: Annotated[
        str | None, typer.Option("--format", help="text, json, jsonl, sarif or html [default: text].")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the report to this file.")] = None,
    policy: Annotated[
        Path | None, typer.Option("--policy", help="A policy file instead of the nearest detector.toml.")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option("--fail-on", help="high, medium, low or never [default: medium].")
    ] = None,
    k: Annotated[int | None, typer.Option("--k", help="Smallest acceptable equivalence class [default: 5].")] = None,
    threshold: Annotated[
        int | None, typer.Option("--threshold", help="Counts below this are small [default: 5].")
    ] = None,
    zeros_sensitive: Annotated[
        bool | None, typer.Option("--zeros-sensitive/--no-zeros-sensitive", help="A printed 0 is a small count too.")
    ] = None,
    rounding: Annotated[
        int | None, typer.Option("--rounding", help="Counts are rounded to multiples of this base.")
    ] = None,
    population: Annotated[
        int | None, typer.Option("--population", help="How many persons the cases in running text are drawn from.")
    ] = None,
    table_population: Annotated[
        int | None, typer.Option("--table-population", help="How many records a table of cases is a sample of.")
    ] = None,
    column: Annotated[list[str] | None, typer.Option("--column", help="NAME=KIND[:ROLE], may be repeated.")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", help="Processes to use [default: 1].")] = None,
    engine: Annotated[str | None, typer.Option("--engine", help="local or spark [default: local].")] = None,
    register: Annotated[str | None, typer.Option("--register", help="Register of earlier releases.")] = None,
    waivers: Annotated[Path | None, typer.Option("--waivers", help="A file of accepted findings.")] = None,
    max_text_mb: Annotated[
        int | None, typer.Option("--max-text-mb", help="Limit of decoded text a document [default: 50].")
    ] = None,
    show_values: Annotated[
        bool | None, typer.Option("--show-values", help="Show found values in the text report.")
    ] = None,
    stdin_name: Annotated[
        str, typer.Option("--stdin-name", help="File name of what comes on standard input.")
    ] = "stdin.txt",
) -> None:
    """Scan drafts and tables. Exit status: 0 nothing found, 1 findings, 2 wrong usage, 3 something was not read in full."""
    from detector.run import run_scan

    options: dict[str, Any] = {
        "format": format, "fail_on": fail_on, "k": k, "threshold": threshold, "zeros_sensitive": zeros_sensitive,
        "rounding": rounding, "population": population, "table_population": table_population, "columns": _columns(column), "jobs": jobs,
        "engine": engine, "register_url": register, "waivers": waivers, "max_text_mb": max_text_mb, "show_values": show_values,
    }  # fmt: skip
    raise typer.Exit(run_scan(paths, options, policy, output, stdin_name))


@app.command()
def fix(
    path: Annotated[Path, typer.Argument(help="The draft: a file, or a folder of them.", metavar="PATH")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the safe copy goes.")],
    policy: Annotated[Path | None, typer.Option("--policy")] = None,
    k: Annotated[int | None, typer.Option("--k", help="Smallest acceptable equivalence class [default: 5].")] = None,
    threshold: Annotated[int | None, typer.Option("--threshold", help="Counts below this are small.")] = None,
    zeros_sensitive: Annotated[bool | None, typer.Option("--zeros-sensitive/--no-zeros-sensitive")] = None,
    rounding: Annotated[int | None, typer.Option("--rounding", help="Counts are rounded to this base.")] = None,
    keep: Annotated[
        list[str] | None, typer.Option("--keep", help="A column or kind of detail to leave as it is; may be repeated.")
    ] = None,
    mark: Annotated[str | None, typer.Option("--mark", help="Printed in place of a direct identifier.")] = None,
    column: Annotated[list[str] | None, typer.Option("--column", help="NAME=KIND[:ROLE], may be repeated.")] = None,
    population: Annotated[int | None, typer.Option("--population")] = None,
    table_population: Annotated[int | None, typer.Option("--table-population")] = None,
    waivers: Annotated[Path | None, typer.Option("--waivers", help="A file of accepted findings.")] = None,
    fail_on: Annotated[str | None, typer.Option("--fail-on", help="high, medium, low or never.")] = None,
    format: Annotated[str, typer.Option("--format", help="text or json: how to say what was done.")] = "text",
    marked_up: Annotated[
        bool,
        typer.Option(
            "--marked-up",
            help="Also write a reviewer's copy for Word, with tracked changes and comments; cells are then withheld, no row or column taken out.",
        ),
    ] = False,
    show_values: Annotated[bool | None, typer.Option("--show-values")] = None,
) -> None:
    """Write a safe copy with the least withheld, read it back, scan it again, and show risk and loss before and after."""
    from detector.fix.run import run_fix

    if format not in ("text", "json"):
        raise typer.BadParameter("use text or json", param_hint="--format")
    options: dict[str, Any] = {
        "k": k, "threshold": threshold, "zeros_sensitive": zeros_sensitive, "rounding": rounding, "keep": keep, "mark": mark, "columns": _columns(column), "population": population,
        "table_population": table_population, "waivers": waivers, "fail_on": fail_on, "show_values": show_values,
    }  # fmt: skip
    raise typer.Exit(run_fix(path, output, options, policy, format == "json", marked_up))


@app.command()
def clean(
    file: Annotated[Path, typer.Argument(help="The file to take hidden content out of.", metavar="FILE")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the copy goes.")],
    policy: Annotated[Path | None, typer.Option("--policy")] = None,
) -> None:
    """Write a copy without hidden content and metadata, read it back, and say what was taken out and what is left."""
    from detector.fix.clean import run_clean

    raise typer.Exit(run_clean(file, output, policy))


def _columns(specs: list[str] | None) -> dict[str, str] | None:
    if not specs:
        return None
    columns = {}
    for spec in specs:
        name, separator, kind = spec.rpartition("=")
        if not separator or not name.strip():
            raise typer.BadParameter(f"{spec!r} is not NAME=KIND[:ROLE]", param_hint="--column")
        columns[name] = kind
    return columns


@hook_app.command("run")
def hook_run(
    files: Annotated[list[str] | None, typer.Argument(help="Changed files; without any, those staged in git.")] = None,
    policy: Annotated[Path | None, typer.Option("--policy")] = None,
    fail_on: Annotated[str | None, typer.Option("--fail-on")] = None,
) -> None:
    """Scan the changed files that can be published; exit status as for scan."""
    from detector.workflow.hook import run_hook

    raise typer.Exit(run_hook(files, policy, fail_on))


@hook_app.command("install")
def hook_install(
    force: Annotated[bool, typer.Option("--force", help="Replace a pre-commit hook that is there.")] = False,
) -> None:
    """Install a git pre-commit hook in this repository."""
    from detector.workflow.hook import install_hook

    typer.echo(f"Installed {install_hook(Path.cwd(), force)}.")


@policy_app.command("init")
def policy_init(path: Annotated[Path, typer.Argument()] = Path("detector.toml")) -> None:
    """Write a policy file with the defaults and what they mean. Never overwrites one."""
    from detector.workflow.policy_file import write_default

    typer.echo(f"Wrote {write_default(path)}.")


@policy_app.command("show")
def policy_show(policy: Annotated[Path | None, typer.Option("--policy")] = None) -> None:
    """Print the policy in force as JSON."""
    import json

    from detector.policy import load_policy

    typer.echo(json.dumps(load_policy({}, policy).effective(), indent=2))


@recognizers_app.command("list")
def recognizers_list() -> None:
    """Print the recognisers and the entity types that each finds."""
    from recognizers.registry import all_recognizers

    for recognizer in all_recognizers():
        found = ", ".join(sorted(recognizer.supported_entities))
        typer.echo(f"{recognizer.name}: {found}")  # type: ignore[has-type]


@recognizers_app.command("try")
def recognizers_try(text: Annotated[str, typer.Argument(metavar="TEXT")]) -> None:
    """Show what is recognised in a text."""
    from detector.run import try_text

    typer.echo(try_text(text), nl=False)


@app.command()
def evaluate(
    corpus: Annotated[
        Path, typer.Argument(help="Annotated file or folder: marked-up text, JSON, brat, TAB.", metavar="CORPUS")
    ],
    policy: Annotated[Path | None, typer.Option("--policy")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the figures to this file.")] = None,
    errors: Annotated[
        Path | None, typer.Option("--errors", help="Write every error as a JSON line to this file.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Figures as JSON.")] = False,
    presidio: Annotated[
        bool, typer.Option("--presidio/--no-presidio", help="Plain Presidio in the next columns.")
    ] = True,
) -> None:
    """Recall, precision and F2 by entity type on an annotated corpus, beside plain Presidio in the same run."""
    from detector.evaluate.run import evaluate as run_evaluation

    typer.echo(run_evaluation(corpus, policy, output, errors, json_, presidio), nl=False)


@app.command()
def explain(rule: Annotated[str, typer.Argument(metavar="RULE")]) -> None:
    """Explain a rule: what it says, why, and where it comes from."""
    from detector.risk.rules import rules

    known = rules()
    if rule.upper() not in known:
        raise typer.BadParameter(
            f"there is no rule {rule}; the rules are {', '.join(sorted(known))}", param_hint="RULE"
        )
    found = known[rule.upper()]
    typer.echo(f"{found.id}: {found.title}\n\n{found.explanation}\n\nSources: {'; '.join(found.sources)}.")


def main() -> None:
    """Run the command; whatever goes wrong inside is one line without found values."""
    from detector.errors import UsageError

    try:
        app()
    except UsageError as error:
        typer.echo(f"detector: {error}", err=True)
        sys.exit(USAGE_ERROR)
    except MemoryError:
        typer.echo("detector: not enough memory for this input; it was not read", err=True)
        sys.exit(NOT_READ)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        typer.echo(f"detector: internal error ({type(error).__name__}); nothing can be said about the input", err=True)
        sys.exit(NOT_READ)
