"""The documentation as a site: whole, of the same files, and readable without a network."""

from __future__ import annotations

import importlib.util
import re

import lxml.html
import pytest

from conftest import REPO
from worldcafe.cli.arguments import make_parser
from worldcafe.run.describe import WRITTEN


@pytest.fixture(name="maker", scope="module")
def _maker():
    spec = importlib.util.spec_from_file_location("docs_build", REPO / "docs" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="site", scope="module")
def _site(maker, tmp_path_factory):
    out = tmp_path_factory.mktemp("docs") / "site"
    made = maker.build(out)
    assert made.returncode == 0, made.stdout + made.stderr
    return out


def test_every_document_is_a_page(site, maker):
    wanted = {page.removesuffix(".md") + ".html" for page in (*maker.PAGES.values(), maker.TABLES)}
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert found == {*wanted, "404.html"}
    documents = {
        path.relative_to(REPO).as_posix() for path in [*REPO.glob("*.md"), *REPO.glob("docs/**/*.md")]
    }
    assert documents <= set(maker.PAGES)


def test_nothing_of_a_page_comes_from_elsewhere(site):
    outside = re.compile(r"^(?:https?:)?//")
    for path in site.rglob("*.html"):
        page = lxml.html.fromstring(path.read_text(encoding="utf-8"))
        loaded = [*page.xpath("//@src"), *page.xpath("//link[not(@rel='canonical')]/@href")]
        assert len(loaded) > 2
        assert [address for address in loaded if outside.match(address)] == [], path.name
        if path.name != "404.html":  # it opens from a disc
            assert [address for address in loaded if not (path.parent / address).exists()] == [], path.name
        assert not page.xpath("//*[contains(@class, 'mermaid')]")  # its script would be fetched
    for path in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", path.read_text(encoding="utf-8"))


def test_every_table_and_column_is_explained(site):
    page = lxml.html.fromstring((site / "tables.html").read_text(encoding="utf-8"))
    told = {cell.text_content() for cell in page.xpath("//td[1]")}
    assert {heading.get("id") for heading in page.xpath("//h2")} == set(WRITTEN)
    for schema in WRITTEN.values():
        assert set(schema.to_schema().columns) <= told


@pytest.mark.parametrize("link", ["nowhere.md", "committee.md#no-such-heading"])
def test_link_that_leads_nowhere_ends_the_build(tmp_path, maker, monkeypatch, link):
    def with_link(docs):
        maker_write(docs)
        page = docs / "tutorials" / "it.md"
        page.write_text(f"{page.read_text(encoding='utf-8')}\n[there]({link})\n", encoding="utf-8")

    maker_write = maker.write_pages
    monkeypatch.setattr(maker, "write_pages", with_link)
    assert maker.build(tmp_path / "site").returncode != 0
    assert not (tmp_path / "site").exists()


TUTORIALS = sorted((REPO / "docs" / "tutorials").glob("*.md"))


@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_commands_of_the_tutorials_parse(path):
    lines = re.findall(r"^worldcafe (.*?)(?: +#.*)?$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines
    for line in lines:
        make_parser().parse_args([part.strip('"') for part in re.findall(r'"[^"]*"|\S+', line)])


def test_settings_of_the_tutorials_are_settings(tmp_path):
    from worldcafe.settings import read_settings

    told = [
        part
        for path in TUTORIALS
        for part in re.findall(r"^```toml\n(.*?)^```", path.read_text("utf-8"), re.S | re.M)
    ]
    assert told
    for number, text in enumerate(told):
        (tmp_path / f"{number}.toml").write_text(text, encoding="utf-8")
        read_settings(tmp_path / f"{number}.toml")


def test_there_is_a_tutorial_for_each_of_those_who_use_it():
    assert [path.stem for path in TUTORIALS] == ["committee", "facilitator", "it", "researcher"]
