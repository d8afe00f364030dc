"""A command group that is a command itself: an unknown first word is an argument of its default command."""

from __future__ import annotations

from typing import Any

import click


class DefaultGroup(click.Group):
    """A group that passes everything to `default` unless its first word names a subcommand or asks for help.

    A file that has the name of a subcommand is meant by a path, such as ``./attribution``.
    """

    def __init__(self, *args: Any, default: click.Command, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._default = default

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Make the context of the group where a subcommand is called, and that of the default command otherwise."""
        help_names = parent.help_option_names if parent is not None else ["--help"]
        if args and (args[0] in self.commands or args[0] in help_names):
            return super().make_context(info_name, args, parent, **extra)
        return self._default.make_context(info_name, args, parent, **extra)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the default command is called, and below it how a subcommand is."""
        self._default.format_usage(ctx, formatter)
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix=" " * len("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the default command does."""
        self._default.format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the default command's options and the subcommands."""
        self._default.format_options(ctx, formatter)
        self.format_commands(ctx, formatter)
