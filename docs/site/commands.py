"""Every command of `mshauri` with its help, as the command itself prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from bot.__main__ import cli

HEAD = """# The commands

What `mshauri COMMAND --help` prints, in one place. In a checkout `./run X` is `mshauri X`. Exit status: 0 done, 1 a
problem in the data or the service, one line each, 2 wrong usage.
"""


def markdown() -> str:
    """The page."""
    return "\n".join([HEAD, *_helps(cli, "mshauri", None)])


def _helps(command: click.Command, name: str, above: click.Context | None) -> Iterator[str]:
    wide = {"max_content_width": 84, "terminal_width": 84, **command.context_settings}
    context = click.Context(command, info_name=name, parent=above, **wide)
    called = context.command_path
    if above is not None:
        yield f"{'##' if above.parent is None else '###'} {called}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for each in sorted(command.commands):
            yield from _helps(command.commands[each], each, context)
