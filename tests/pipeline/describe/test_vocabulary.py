from __future__ import annotations

from pipeline.describe.vocabulary import FOLDER, fold, vocabulary


def test_the_facts_are_all_there() -> None:
    known = vocabulary()
    assert len(known.regions) == 19
    assert known.regions["17"].fi == "Pohjois-Pohjanmaa"
    assert len(known.themes) == 18
    assert known.themes["neuvola"].sv
    assert all(uri.startswith("http") for theme in known.themes.values() for uri in theme.yso)
    assert known.programmes["kaste"].period == (2008, 2015)
    assert set(known.hosts.values()) == set(known.regions)


def test_it_is_read_once() -> None:
    assert vocabulary() is vocabulary()


def test_every_file_names_its_source() -> None:
    for path in FOLDER.glob("*.toml"):
        head = path.read_text(encoding="utf-8").split("\n\n", 1)[0].splitlines()[:12]
        assert all(line.startswith("#") for line in head if line.strip() and "=" not in line)
        assert any(
            word in line for line in head for word in ("Source:", "YSO", "classification", "chosen")
        ), path.name


def test_names_as_they_stand_in_addresses() -> None:
    assert fold("Jyväskylä") == "jyvaskyla"
    assert fold("Siun sote*") == "siunsote"
    assert vocabulary().hosts["jyvaskyla"] == "13"
