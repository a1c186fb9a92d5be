"""The tree of a page: whole whatever the page is, and measured in one pass."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import dom
from pipeline.extract.dom import Node


def only(root: Node, name: str) -> Node:
    (found,) = (node for node in dom.nodes(root) if node.name == name)
    return found


def test_tree_and_measures() -> None:
    root = dom.parse(
        "<div id=a>Alku <p>Kappale <a href=x>linkki</a></p><p><a href=y.pdf>Raportti</a></p>"
        "<a href=z><img></a></div>"
    ).root
    dom.measure(root)
    box = only(root, "div")
    assert (box.text, box.linked, box.links, box.blocks) == (25, 6, 2, 2)
    assert box.get("id") == "a"
    assert box.get("class") == ""
    assert [node.name for node in dom.ancestors(box)] == ["body", "html", ""]
    assert dom.text_of(box) == "Alku Kappale linkki Raportti"
    assert dom.first(root, ("a", "p")) is dom.nodes(box)[0]
    assert dom.first(root, ("h1",)) is None


def test_dropped_elements_are_not_looked_into() -> None:
    root = dom.parse("<div><nav><p>a</p></nav><p>b</p></div>").root
    asked = []

    def unwanted(node: Node) -> bool:
        asked.append(node.name)
        return node.name == "nav"

    dom.drop(root, unwanted)
    assert dom.text_of(root) == "b"
    assert asked.count("p") == 1


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a.PDF", True),
        ("/documents/1/Raportti.pdf/9f-2b?t=1", True),
        ("lataa.docx?versio=2#alku", True),
        ("taulukko.xlsx", True),
        ("sivu.html", False),
        ("/sivu", False),
    ],
)
def test_links_to_documents(target: str, expected: bool) -> None:
    assert dom.leads_to_document(Node("a", {"href": target}, None)) is expected


def test_names_are_taken_apart() -> None:
    node = Node("div", {"class": "portletNavigationTree left-2", "id": "TOP"}, None)
    assert dom.name_words(node) == {"portlet", "navigation", "tree", "left", "2", "t", "o", "p"}
    assert dom.name_words(Node("div", {}, None)) == frozenset()


def test_more_elements_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dom, "MOST_ELEMENTS", 10)
    parsed = dom.parse("<p>yksi</p>" * 20)
    assert not parsed.whole
    assert dom.text_of(parsed.root).startswith("yksi yksi")
    assert len(dom.nodes(parsed.root)) == 10


@pytest.mark.parametrize("markup", ["", "<", "<!--", "pelkkää tekstiä", "<?xml version='1.0'?>"])
def test_hardly_a_page(markup: str) -> None:
    assert dom.parse(markup).whole


def test_many_attributes() -> None:
    names = " ".join(f"a{number}=1" for number in range(20_000))
    assert dom.text_of(dom.parse(f"<p {names}>teksti").root) == "teksti"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/abpdiv=\"'& !-\x00ä\n", max_size=80))
def test_any_text_gives_a_tree(markup: str) -> None:
    root = dom.parse(markup).root
    found = dom.measure(root)
    assert root.size == len(found)
    assert root.text == sum(
        len(child.strip())
        for node in (root, *found)
        for child in node.children
        if isinstance(child, str)
    )
    walked = [node for entering, node in dom.walk(root) if entering and isinstance(node, Node)]
    assert walked == found
