"""`./run docs [FOLDER]` builds the site into FOLDER (site/); `--serve` shows it on this machine as well."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from docs.site.building import build


@click.command()
@click.argument("folder", default="site", type=click.Path(file_okay=False, path_type=Path))
@click.option("--serve", is_flag=True, help="Show it at http://127.0.0.1:PORT until Ctrl-C.")
@click.option("--port", type=click.IntRange(1, 65535), default=8081, show_default=True)
def main(folder: Path, serve: bool, port: int) -> None:
    """Build the docs as a site into FOLDER (site): open its index.html, or put it on any web server.

    \b
    Examples:
      ./run docs
      ./run docs --serve
      ./run docs /var/www/mshauri
    """
    written = build(folder)
    click.echo(f"Built: {len(written)} pages, {folder / 'index.html'}")
    if serve:
        handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
        with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
            click.echo(f"http://127.0.0.1:{port}/")
            server.serve_forever()


if __name__ == "__main__":
    main(prog_name="./run docs")
