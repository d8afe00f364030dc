"""A command group that imports a command when it is called, and not before."""

from __future__ import annotations

import errno
import importlib
import inspect
from difflib import get_close_matches
from typing import Any

import click


class PlainError(click.ClickException):
    """What the user can put right: one message on stderr, no traceback, exit code 2."""

    exit_code = 2


class LazyGroup(click.Group):
    """A group whose commands are named as ``module:attribute``, each with the line that ``--help`` shows."""

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy = lazy

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order they are used in."""
        return list(self._lazy)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in self._lazy:
            return None
        module, _, attribute = self._lazy[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, so that ``--help`` imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self._lazy.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        name = args[0]
        if name not in self._lazy and not name.startswith("-"):
            close = get_close_matches(name, self._lazy, n=1, cutoff=0.5)
            hint = f"did you mean `argmine {close[0]}`?" if close else "`argmine --help` lists the commands."
            raise click.UsageError(f"There is no command {name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; argmine's own errors say what to do, so they are shown without a traceback."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            if isinstance(error, OSError):
                raise PlainError(_in_words(error)) from error
            if _is_ours(error):
                raise PlainError(str(error)) from error
            raise


def _in_words(error: OSError) -> str:
    """Return what is wrong with which file, without the number of the error."""
    return f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)


def _is_ours(error: Exception) -> bool:
    module = inspect.getmodule(type(error))
    return module is not None and module.__name__.partition(".")[0] == "argmine"
