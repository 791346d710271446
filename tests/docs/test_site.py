"""The docs as a site: every link leads somewhere, nothing is fetched from anywhere, what it names is there."""

from __future__ import annotations

import re
import shlex
from html.parser import HTMLParser
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from bot.dialogs import every
from bot.dialogs.guide.pages import TOPICS
from bot.forms.form import FORMS
from bot.language import LANGUAGES
from bot.reports.leaflet import LEAFLETS
from docs.site import leaflets
from docs.site.__main__ import main
from docs.site.building import build
from docs.site.drawing import drawn

ROOT = Path(__file__).parents[2]


class Read(HTMLParser):
    """What a page names: the ids it has, where it leads, what it loads, and its pictures without words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.mute: list[str] = []
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if tag == "a" else []
        self.loads += [found[name] for name in ("src", "href") if name in found and tag != "a"]
        self.mute += [found["src"]] if tag == "img" and not found.get("alt") else []
        self.language = found["lang"] if tag == "html" else self.language


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once."""
    folder = tmp_path_factory.mktemp("site")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Read]:
    """Every page of it, read."""
    return {file.name: Read(file.read_text(encoding="utf-8")) for file in site.glob("*.html")}


def test_every_link_leads_to_a_page_and_a_part_that_are_there(pages: dict[str, Read]) -> None:
    wrong = []
    for name, page in pages.items():
        for link in page.links:
            file, _hash, part = link.partition("#")
            target = pages.get(file or name)
            if link.startswith(("https://", "http://")):
                continue
            if target is None or (part and part not in target.ids):
                wrong.append(f"{name}: {link}")
    assert not wrong


def test_nothing_is_fetched_from_anywhere_else(site: Path, pages: dict[str, Read]) -> None:
    for name, page in pages.items():
        for what in page.loads:
            assert what == "data:," or (site / what).is_file(), f"{name}: {what}"
    for file in ("site.css", "site.js"):
        text = (site / file).read_text(encoding="utf-8")
        assert not re.search(r"https?:|//[a-z]+\.|@import|url\(|fetch\(|import\(", text), file


def test_a_page_has_one_heading_a_language_and_words_for_each_picture(pages: dict[str, Read]) -> None:
    for name, page in pages.items():
        assert page.tags.count("h1") == 1, name
        assert page.language == ("sw" if ".sw." in name else "en"), name
        assert not page.mute, name
        assert len(page.ids) == len(set(page.ids)), name


def test_no_mark_of_the_source_is_left_in_the_text(site: Path, pages: dict[str, Read]) -> None:
    """A list or a block that the source lays out otherwise than it is read."""
    for name in pages:
        text = (site / name).read_text(encoding="utf-8")
        words = re.sub(r"<(pre|code)>.*?</\1>", "", text[text.index("<main") :], flags=re.DOTALL)
        assert not re.findall(r"```|\*\*|\]\(|<p>\s*\||^[*-] |^\d+\. ", words, re.MULTILINE), name


def test_every_page_of_the_docs_is_on_the_site(pages: dict[str, Read]) -> None:
    written = {f"{file.stem.lower()}.html" for file in (ROOT / "docs").glob("*.md")}
    assert not written - set(pages)
    assert set(pages) <= set(pages["index.html"].links)


def test_every_form_is_drawn_there(site: Path) -> None:
    text = (site / "forms.html").read_text(encoding="utf-8")
    every("paper")
    assert text.count('<ol class="flow">') == sum(not form.__module__.startswith("tests") for form in FORMS.values())
    assert "mermaid" not in text.replace("<code>mermaid</code>", "")


def test_a_drawing_that_cannot_be_shown_stops_the_building() -> None:
    for code in ("pie\n", 'flowchart TD\n    a["x"]\n    a ==> b\n', "sequenceDiagram\n    loop x\n"):
        with pytest.raises(ValueError, match="cannot show"):
            drawn(code)


def test_a_drawing_says_where_each_box_leads() -> None:
    code = (
        'flowchart TD\n    a["one #quot;x#quot;?"]\n    b["two"]\n    c(["sent"])\n    a --> b\n    a -->|"is <y>"| c\n'
    )
    said = drawn(code)
    assert '<li class="question on"><p>one &quot;x&quot;?</p>' in said
    assert "<i>is &lt;y&gt;</i> &rarr; <b>3</b> sent" in said


# the sheets


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LEAFLETS)
def test_a_sheet_has_ten_different_words_as_they_are_sent(name: str, language: str) -> None:
    words = [leaflets.word_of(one.keyword, language) for one in LEAFLETS[name].words]
    assert len(set(words)) == 10
    text = leaflets.markdown(name, language)
    assert all(f"| **{word}** |" in text for word in words)


def test_the_kiswahili_sheet_has_kiswahili_words() -> None:
    text = leaflets.markdown("teachers", "sw")
    assert "| **REKODI** |" in text
    assert "LOG" not in text
    assert "Asante Faith." in text
    assert '<p class="theirs">UNGANISHA</p>' in leaflets.markdown("heads", "sw")


@pytest.mark.parametrize(("language", "word"), [("en", "GLOSSARY"), ("sw", "KAMUSI")])
def test_every_topic_of_help_is_on_one_page_in_the_language_of_its_reader(language: str, word: str) -> None:
    text = leaflets.handbook(language)
    assert len(re.findall(r"^## ", text, re.MULTILINE)) == len(TOPICS)
    assert word in text
    assert "{" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pin_is_printed(language: str) -> None:
    text = leaflets.markdown("directors", language)
    assert '<p class="theirs">••••</p>' in text
    assert "6618" not in text


# what the docs say


def commands_in(text: str) -> list[list[str]]:
    """Each `mshauri …` of a page, in blocks and in lines."""
    spans = re.findall(r"^(?:\./run|mshauri) .*$|`(?:mshauri|\./run) [^`]*`", text, re.MULTILINE)
    lines = [re.sub(r"\s#.*|…", " ", span.strip("`")) for span in spans]
    words = [shlex.split(line)[1:] for line in lines if "\\" not in line]
    return [one for one in words if one and one[0] not in ("demo", "test", "bench", "docs") and one[0].islower()]


def unknown(words: list[str]) -> str | None:
    """What of a command line is not there; None when all is."""
    command: click.Command = cli
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        inner = command.commands.get(rest.pop(0))
        if inner is None:
            return "no such command"
        command = inner
    known = {option for one in command.params for option in one.opts} | {"--help", "-h", "--version"}
    return next((word for word in rest if word.startswith("-") and word.partition("=")[0] not in known), None)


@pytest.mark.parametrize("page", ["operators.md", "engineers.md", "index.md", "tables.md"])
def test_the_docs_name_only_commands_and_options_that_there_are(page: str) -> None:
    found = commands_in((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert not [(words, wrong) for words in found if (wrong := unknown(words))]
    assert len(found) > 20 or page != "operators.md"


def test_a_command_that_is_not_there_is_seen() -> None:
    assert unknown(["person", "fire", "812345"]) == "no such command"
    assert unknown(["load", "x.csv", "--force"]) == "--force"


def test_it_is_built_by_a_command(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [str(tmp_path / "out")])
    assert (done.exit_code, done.output.split(":")[0]) == (0, "Built")
    assert (tmp_path / "out" / "index.html").is_file()
