"""The pages made of catalogue and commands stand in the repository as they are made; links there lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.site.building import DOCS, ROOT, SitePage, made

AGAIN = "it is another by now: python -m tests.docs.test_made"
READ = [*sorted(DOCS.glob("*.md")), *sorted(ROOT.glob("*.md"))]


@pytest.mark.parametrize("page", made(), ids=lambda page: page.source.name)
def test_a_page_stands_as_it_is_made(page: SitePage) -> None:
    assert page.source.read_text(encoding="utf-8") == page.text(), AGAIN


@pytest.mark.parametrize("file", READ, ids=lambda file: file.name)
def test_every_link_of_a_page_leads_to_a_file_of_the_repository(file: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    assert not [link for link in links if "://" not in link and not (file.parent / link).exists()]


if __name__ == "__main__":
    for each in made():
        each.source.write_text(each.text(), encoding="utf-8")
