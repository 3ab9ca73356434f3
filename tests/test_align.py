"""Aligning two articles: what was moved, dropped, inserted, merged; and properties of any alignment."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doclint.model import Article, Pair
from doclint.project.align import align
from doclint.read import article

ENGLISH = """\
# Watering the orchard

The orchard has 12 rows of pear trees. Each row has its own valve.

Run `pump start` before you open a valve.

## Winter rest

Close the valves when the temperature falls below 4 degrees.

Drain the pipes with `pump drain`, and note the pressure in the log.
"""
FRENCH = """\
# Arroser le verger

Le verger compte 12 rangées de poiriers. Chaque rangée possède sa propre vanne.

Exécutez `pump start` avant d'ouvrir une vanne.

## <a name="winter-rest"></a>Repos hivernal

Fermez les vannes lorsque la température descend sous 4 degrés.

Videz les tuyaux avec `pump drain` et notez la pression dans le journal.
"""
SENTENCES = (
    "The gardener counts the ripe apples.",
    "A fox sleeps under the wooden bridge.",
    "Nobody repaired the northern fence yet.",
    "Fresh bread waits beside the window.",
    "Seven lanterns light our harbour road.",
    "The librarian forgot her green umbrella.",
    "Cold rain follows every summer festival.",
    "My neighbour paints small copper boats.",
    "Two trains leave before sunrise.",
    "Their orchestra rehearses in an empty barn.",
)


def read(text: str) -> Article:
    """The article with this text."""
    return article(text.encode(), "orchard.md")


def texts(source: Article, target: Article) -> list[tuple[str | None, str | None]]:
    """The texts that were paired."""
    return [
        (
            None if pair.source is None else source.units[pair.source].text,
            None if pair.target is None else target.units[pair.target].text,
        )
        for pair in align(source, target)
    ]


def paired(pairs: Sequence[Pair]) -> set[tuple[int, int]]:
    """The indexes of the units that have a counterpart."""
    return {(pair.source, pair.target) for pair in pairs if pair.source is not None and pair.target is not None}


def test_a_whole_translation_is_paired_in_order() -> None:
    """Nothing is left over, and the pairs are sure enough for rules of meaning."""
    pairs = align(read(ENGLISH), read(FRENCH))
    assert [(pair.source, pair.target) for pair in pairs] == [(place, place) for place in range(7)]
    assert min(pair.confidence for pair in pairs) > 0.9


def test_methods_say_what_the_pair_rests_on() -> None:
    """An anchor that is the slug of the source heading, and code found once on either side."""
    methods = {pair.source: pair.method for pair in align(read(ENGLISH), read(FRENCH))}
    assert (methods[3], methods[4], methods[6]) == ("literals", "anchor", "literals")


def test_a_dropped_paragraph_stands_alone_in_its_place() -> None:
    """The source unit without counterpart follows the one before it."""
    target = read(FRENCH.replace("Fermez les vannes lorsque la température descend sous 4 degrés.\n\n", ""))
    pairs = align(read(ENGLISH), target)
    assert [(pair.source, pair.target) for pair in pairs][4:] == [(4, 4), (5, None), (6, 5)]
    assert (pairs[5].method, pairs[5].confidence) == ("none", 0.0)


def test_an_inserted_section_has_no_source() -> None:
    """Its heading and its text are target units without counterpart; what follows is paired all the same."""
    inserted = "## Abeilles\n\nTrois ruches bourdonnent derrière la grange rouge.\n\n## <a name"
    pairs = align(read(ENGLISH), read(FRENCH.replace("## <a name", inserted)))
    assert [(pair.source, pair.target) for pair in pairs][4:] == [(None, 4), (None, 5), (4, 6), (5, 7), (6, 8)]


def test_a_reordered_list_is_paired_by_what_its_items_say() -> None:
    """Items sorted anew find their counterparts by their literals; those out of order are marked as moved."""
    source = read("# Tools\n\n- `rake`: gathers the leaves.\n- `hoe`: breaks the soil.\n- `saw`: cuts old branches.\n")
    target = read(
        "# Outils\n\n- `saw` : coupe les branches.\n- `rake` : rassemble les feuilles.\n- `hoe` : brise le sol.\n"
    )
    assert {(1, 2), (2, 3)} <= paired(align(source, target))
    versions = read(
        "# Tools\n\n- `saw`: cuts old branches.\n- `rake`: gathers the leaves.\n- `hoe`: breaks the soil.\n"
    )
    pairs = align(source, versions)
    assert paired(pairs) == {(0, 0), (1, 2), (2, 3), (3, 1)}
    assert [pair.method for pair in pairs if pair.source == 3] == ["moved"]


def test_table_rows_are_aligned_as_one_and_their_cells_by_order() -> None:
    """A row inserted in the target leaves the cells of the other rows in place."""
    source = read("| Size | Litres |\n| --- | --- |\n| Small | 20 |\n| Large | 75 |\n")
    target = read("| Taille | Litres |\n| --- | --- |\n| Petit | 20 |\n| Moyen | 40 |\n| Grand | 75 |\n")
    assert paired(align(source, target)) == {(0, 0), (1, 1), (2, 2), (3, 3), (4, 6), (5, 7)}


def test_an_anchor_decides_where_words_cannot() -> None:
    """Headings without a common word, in another order of sections, are paired by the anchor they carry."""
    source = read("## Frost\n\nCover the roots.\n\n## Harvest\n\nPick the pears early.\n")
    target = read('## <a name="harvest"></a>Ernte\n\nBirnen früh pflücken.\n')
    pairs = align(source, target)
    assert (2, 0) in paired(pairs)
    assert next(pair.method for pair in pairs if pair.target == 0) == "anchor"


def test_a_stale_anchor_does_not_tear_the_article_apart() -> None:
    """Where two headings carry one name, the name says nothing."""
    target = read(FRENCH.replace("# Arroser", '# <a name="winter-rest"></a>Arroser'))
    assert paired(align(read(ENGLISH), target)) == {(place, place) for place in range(7)}


def test_two_sentences_merged_into_one_share_their_counterpart() -> None:
    """Both pairs name the one sentence, and their method says so."""
    source = read("Open the gate slowly, because it is old. Then close the left valve of the pump. Wait for Tom.\n")
    target = read("Ouvrez la vieille porte lentement, puis fermez la vanne gauche de la pompe. Attendez Tom.\n")
    pairs = align(source, target)
    assert [(pair.source, pair.target, pair.method) for pair in pairs] == [
        (0, 0, "merged"),
        (1, 0, "merged"),
        (2, 1, "order"),
    ]


def test_sentences_that_changed_places_follow_their_literals() -> None:
    """As many sentences on both sides are paired in order unless their literals contradict it."""
    source = read("Use `rake` in autumn. Press `stop` twice and `reset` once. It helps.\n")
    target = read("Cela aide. Utilisez `rake` en automne. Appuyez deux fois sur `stop` et une fois sur `reset`.\n")
    assert {(0, 1), (1, 2)} <= paired(align(source, target))


def test_a_new_version_in_the_same_language() -> None:
    """Shared words pair what was reworded; a new paragraph stays alone."""
    source = read("# Boats\n\nMy neighbour paints small copper boats.\n\nTwo trains leave before sunrise.\n")
    target = read(
        "# Boats\n\nA fox sleeps under the wooden bridge.\n\nMy old neighbour still paints small copper boats.\n\n"
        "Two trains leave shortly before sunrise.\n"
    )
    assert paired(align(source, target)) == {(0, 0), (1, 2), (2, 3)}


@pytest.mark.parametrize("text", ["", "```sh\nls\n```\n", "<!-- nothing -->\n", "***\n"])
def test_articles_without_text(text: str) -> None:
    """Where one side has nothing to pair, every unit of the other stands alone."""
    pairs = align(read(text), read(ENGLISH))
    assert [(pair.source, pair.target) for pair in pairs] == [(None, place) for place in range(7)]


BLOCKS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join),
        st.sampled_from(SENTENCES).map("- {}".format),
        st.sampled_from(SENTENCES).map("## {}".format),
        st.sampled_from(("```\npump\n```", "![](pear.png)", "| a | b |\n| - | - |\n| 1 | 2 |", "<b>Pears</b>")),
        st.text(alphabet="ab1 `[](#|<>*\n.é中。", max_size=30),
    ),
    max_size=12,
)


@given(BLOCKS, BLOCKS)
def test_every_unit_appears_and_every_index_is_valid(ours: list[str], theirs: list[str]) -> None:
    """Whatever the two articles are; the target's units come in order."""
    source, target = read("\n\n".join(ours)), read("\n\n".join(theirs))
    pairs = align(source, target)
    assert {pair.source for pair in pairs} - {None} == set(range(len(source.units)))
    assert {pair.target for pair in pairs} - {None} == set(range(len(target.units)))
    assert all(0 <= pair.confidence <= 1 for pair in pairs)
    assert all((pair.method == "none") == (pair.source is None or pair.target is None) for pair in pairs)
    placed = [pair.target for pair in pairs if pair.target is not None]
    assert placed == sorted(placed)


@given(BLOCKS)
def test_an_article_aligned_with_itself(blocks: list[str]) -> None:
    """Every unit is its own counterpart."""
    one = read("\n\n".join(blocks))
    assert [(pair.source, pair.target) for pair in align(one, one)] == [
        (place, place) for place in range(len(one.units))
    ]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, unique=True))
def test_distinct_texts_aligned_with_themselves_are_sure(sentences: list[str]) -> None:
    """High confidence where no text repeats."""
    one = read("\n\n".join(sentences))
    assert all(pair.confidence > 0.95 for pair in align(one, one))


@given(st.permutations(SENTENCES), st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_dropped_blocks_mislead_none_that_were_kept(order: list[str], ours: set[int], theirs: set[int]) -> None:
    """What stands on both sides is paired with itself, whatever was dropped around it."""
    assume(ours & theirs)
    source = read("\n\n".join(order[place] for place in sorted(ours)))
    target = read("\n\n".join(order[place] for place in sorted(theirs)))
    found = texts(source, target)
    assert {(order[place], order[place]) for place in ours & theirs} <= set(found)
    kept = {order[place] for place in ours & theirs}
    assert all(one == other for one, other in found if one in kept or other in kept)
