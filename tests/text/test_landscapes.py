"""Where there is a coast, a border, a river, a county town: facts of the table, silent where it is not sure."""

from __future__ import annotations

import pytest

from compare.text import find_areas
from compare.text.gazetteer import areas_called
from compare.text.landscapes import Landscape, landscapes_in, table_rows
from compare.text.lexicon import cues_of

TABLE = {name: (has, lacks) for name, has, lacks, *_ in table_rows("landscapes.tsv")}


def land_in(text: str) -> Landscape:
    (found,) = landscapes_in(text)
    return found


@pytest.mark.parametrize(
    ("text", "region", "lacks"),
    [
        ("壮大海洋渔业。", "山西省", True),
        ("壮大海洋渔业。", "梅州市", True),
        ("壮大海洋渔业。", "汕头市", False),
        ("壮大海洋渔业。", "汕头市潮阳区", False),
        ("壮大海洋渔业。", "广东省", False),
        ("壮大海洋渔业。", "全国", False),
        ("畅通边民互市。", "桂林市", True),
        ("畅通边民互市。", "崇左市", False),
        ("修复漓江岸线。", "梧州市", True),
        ("修复漓江岸线。", "桂林市", False),
        ("补齐县城短板。", "佛山市", True),
        ("补齐县城短板。", "肇庆市", False),
        ("补齐县城短板。", "天津市宁河区", True),
    ],
)
def test_which_places_lack_a_landscape(text: str, region: str, lacks: bool) -> None:
    codes = [code for area in find_areas(region) for code in area.codes]
    assert land_in(text).is_lacking(codes) is lacks


def test_a_city_without_counties_today_had_some_before() -> None:
    codes = [area.code for area in areas_called("北京市")]
    assert land_in("补齐县城短板。").is_lacking(codes, 2021)
    assert not land_in("补齐县城短板。").is_lacking(codes, 2011)


def test_what_is_said_of_the_coast_binds_all_districts_of_a_coastal_city_and_not_all_cities_of_a_province() -> None:
    coast = land_in("壮大海洋渔业。")
    assert coast.is_everywhere([areas_called("汕头市")[0].code])
    assert not coast.is_everywhere([areas_called("广东省")[0].code])


@pytest.mark.parametrize(
    ("text", "region", "has"),
    [
        ("支持革命老区加快发展。", "江西省", True),
        ("支持革命老区加快发展。", "宜春市", False),
        ("支持民族地区加快发展。", "恩施市", True),
        ("支持民族地区加快发展。", "承德市", True),
        ("壮大海洋渔业。", "汕头市潮阳区", True),
        ("补齐县城短板。", "肇庆市", True),
        ("补齐县城短板。", "广东省", False),
        ("壮大海洋渔业。", "全国", False),
    ],
)
def test_which_places_surely_have_one(text: str, region: str, has: bool) -> None:
    codes = [code for area in find_areas(region) for code in area.codes]
    assert land_in(text).is_in(codes) is has


def test_the_table_holds_codes_of_areas_and_every_word_list_has_its_row() -> None:
    for has, lacks in TABLE.values():
        codes = [code for code in f"{has};{lacks}".split(";") if code]
        assert codes and all(code.isdigit() and len(code) in (2, 4, 6) for code in codes)
        assert len(codes) == len(set(codes))
    assert {tag for cue in cues_of("landscapes").values() for tag in cue.tags} <= set(TABLE)
