"""Tables: a frame that fits is one that pandera would have accepted as it is, and no other."""

from __future__ import annotations

from inspect import isclass

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldcafe import tables
from worldcafe.tables.schema import Table, fits

REFUSED = (pa.errors.SchemaError, pa.errors.SchemaErrors)
TABLES = [
    each for each in vars(tables).values() if isclass(each) and issubclass(each, Table) and each is not Table
]


class Seeds(Table):
    name: pa.typing.Series[str] = pa.Field(unique=True)
    kind: pa.typing.Series[str] = pa.Field(isin=("herb", "tree"))
    packets: pa.typing.Series[int] = pa.Field(ge=0)
    share: pa.typing.Series[float] = pa.Field(ge=0, le=1, nullable=True)
    sown: pa.typing.Series[bool]


class Sweet(Table):
    name: pa.typing.Series[str] = pa.Field(str_startswith="s")


GOOD = {
    "name": ["sage", "alder"],
    "kind": ["herb", "tree"],
    "packets": [3, 0],
    "share": [1.0, float("nan")],
    "sown": [True, False],
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_a_table_without_rows_fits_once_it_was_checked(table):
    raw = pd.DataFrame(columns=list(table.to_schema().columns))
    empty = table.validate(raw)
    assert fits(table, empty)
    pd.testing.assert_frame_equal(empty, table.to_schema().validate(raw))


def test_a_good_frame_fits_and_comes_out_as_from_pandera():
    frame = pd.DataFrame(GOOD)
    assert fits(Seeds, frame)
    pd.testing.assert_frame_equal(Seeds.validate(frame), Seeds.to_schema().validate(frame))


@pytest.mark.parametrize(
    "change",
    [
        {"name": ["sage", "sage"]},
        {"name": ["sage", None]},
        {"kind": ["herb", "stone"]},
        {"kind": ["herb", None]},
        {"packets": [3, -1]},
        {"packets": [3, None]},
        {"share": [1.5, 0.0]},
        {"share": [1.0, -0.1]},
        {"sown": [True, None]},
        {"more": [1, 2]},
    ],
    ids=str,
)
def test_what_breaks_a_rule_does_not_fit_and_is_refused(change):
    frame = pd.DataFrame(GOOD | change)
    assert not fits(Seeds, frame)
    if change != {"sown": [True, None]}:  # pandera reads nothing as False
        with pytest.raises(REFUSED):
            Seeds.validate(frame)


def test_columns_in_another_order_are_refused():
    frame = pd.DataFrame(GOOD)[list(reversed(GOOD))]
    assert not fits(Seeds, frame)
    with pytest.raises(REFUSED):
        Seeds.validate(frame)


def test_a_check_that_is_not_known_here_is_left_to_pandera():
    assert not fits(Sweet, pd.DataFrame({"name": ["sage"]}))
    assert len(Sweet.validate(pd.DataFrame({"name": ["sage"]}))) == 1
    with pytest.raises(REFUSED):
        Sweet.validate(pd.DataFrame({"name": ["alder"]}))


def test_what_can_be_coerced_is_coerced():
    frame = pd.DataFrame(GOOD | {"packets": ["3", "0"]})
    assert not fits(Seeds, frame)
    assert Seeds.validate(frame)["packets"].tolist() == [3, 0]


def test_the_frame_that_was_given_is_not_the_one_that_comes_out():
    frame = pd.DataFrame(GOOD)
    checked = Seeds.validate(frame)
    checked.loc[0, "name"] = "thyme"
    assert frame.loc[0, "name"] == "sage"


VALUES = st.one_of(
    st.text(max_size=3),
    st.sampled_from(["herb", "tree"]),
    st.integers(-2, 2),
    st.floats(-1, 2),
    st.booleans(),
    st.none(),
)


@given(st.fixed_dictionaries(dict.fromkeys(GOOD, st.lists(VALUES, min_size=2, max_size=2))))
def test_what_fits_is_what_pandera_gives(columns):
    frame = pd.DataFrame(columns)
    if fits(Seeds, frame):
        pd.testing.assert_frame_equal(Seeds.to_schema().validate(frame), frame)
