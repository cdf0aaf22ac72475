"""Discovery: the upper plans name their themes, in words a planner would use, each with the clause that shows it."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from compare import RunOptions, compare_plans, find_plans, find_themes, load_themes, read_plans
from compare.cli import main
from compare.coverage import bound_to
from compare.errors import InputError
from compare.features import Reading
from compare.model import Level, Plan, Theme
from compare.text.folding import folded
from compare.themes.discovery import MOST, discover, of_its_own, upper_plans, with_discovered
from compare.themes.discovery.known import Known
from compare.themes.discovery.phrases import candidates
from compare.themes.discovery.recall import recalled
from compare.themes.discovery.runs import LONGEST
from compare.themes.load import general_themes
from tests.builders import ROOT, SEEDS, below, plan_of, write_plans

UPPER = """第一章 发展基础
“十三五”期间，“三个一体化”成效明显，建成了北江经济合作区。
第二章 主要任务
第一节 推进“五个一体化”
以“五个一体化”为引领，推动两市同城发展。
加快建设北江经济合作区，北江经济合作区要先行先试。
第二节 发展低碳陶瓷产业
壮大低碳陶瓷产业，低碳陶瓷产业年均增长8%。
实施“百企上云”行动，推动企业转型。
支持低碳陶瓷产业技术改造。
到2025年，工业增加值达到100亿元。
"""
LOWER = """第一章 主要任务
打造山花节，山花节办成品牌。
发展山花节旅游，推动低碳陶瓷产业发展。
"""


@pytest.fixture(scope="module")
def upper() -> Plan:
    return plan_of(UPPER, "city", level=Level.CITY)


def names(plans: list[Plan], dictionary: tuple[Theme, ...] = ()) -> list[str]:
    return [proposal.name for proposal in discover(plans, dictionary)]


def test_slogans_platforms_headings_and_typical_phrases_are_themes(upper: Plan) -> None:
    found = names([upper])
    assert {"五个一体化", "北江经济合作区", "低碳陶瓷产业", "“百企上云”行动"} <= set(found)
    # What is set weighs more than what looks back.
    assert "三个一体化" not in found or found.index("五个一体化") < found.index("三个一体化")


@pytest.mark.parametrize(
    "text",
    ["主要任务", "发展基础", "2025年", "工业增加值", "两市", "企业", "转型", "总体要求", "保障措施"],
)
def test_generic_words_years_and_statistics_are_no_themes(upper: Plan, text: str) -> None:
    assert text not in names([upper])


def test_a_place_alone_is_no_theme() -> None:
    plan = plan_of(
        "第一章 任务\n支持清远市发展，清远市要走在前列。\n支持广东省发展，广东省要走在前列，清远要跟上，清远要快。\n"
    )
    assert names([plan]) == []


def test_the_definition_is_a_quotation(upper: Plan) -> None:
    for proposal in discover([upper]):
        source = proposal.source
        assert upper.text[source.start : source.end] == source.quote == proposal.theme.definition
        assert folded(proposal.name) in folded(source.quote)
        assert "\n" not in source.quote
        assert source.place.number == upper.text.count("\n", 0, source.start) + 1


def test_longer_wordings_join_the_shorter_name_and_a_platform_stays_itself() -> None:
    text = (
        "第一章 任务\n"
        + "推动低碳陶瓷。促进低碳陶瓷发展。\n" * 3
        + "建设低碳陶瓷发展试验区。办好低碳陶瓷发展试验区。\n" * 2
    )
    found = {proposal.name: proposal.wordings for proposal in discover([plan_of(text)])}
    assert {"低碳陶瓷", "低碳陶瓷发展试验区"} <= set(found)
    assert "低碳陶瓷发展" not in found


def test_words_that_the_dictionary_does_not_know_are_found_where_they_come_again() -> None:
    plan = plan_of("第一章 任务\n推动涢郧一体化。\n加快涢郧一体化进程。\n深化涢郧一体化合作。\n")
    assert "涢郧一体化" in names([plan])


def test_what_the_dictionary_knows_is_its_theme(upper: Plan) -> None:
    known = Theme("G1", "低碳陶瓷", "发展低碳陶瓷", ("绿色陶瓷",), source="dictionary")
    proposals = discover([upper], (known,))
    assert [(p.known, p.theme.id, p.theme.aliases) for p in proposals if p.name == "低碳陶瓷产业"] == [
        (True, "G1", ("绿色陶瓷",))
    ]
    themes = with_discovered([upper], (known,))
    assert themes[0].id == "G1"
    assert {theme.source for theme in themes[1:]} == {"discovered"}
    assert "低碳陶瓷产业" not in [theme.name for theme in themes]
    assert len({theme.id for theme in themes}) == len(themes)


def test_a_quoted_programme_is_the_theme_that_it_is_called_after() -> None:
    text = "第一章 任务\n办好普通高中，实施“县中振兴计划”。\n"
    known = {proposal.name: proposal.theme.name for proposal in discover([plan_of(text)], general_themes())}
    assert known["县中振兴计划"] == "普通高中教育"


def test_the_form_of_one_place_is_the_theme_of_every_place() -> None:
    text = "第一章 任务\n建设法治徐州，推进法治徐州。办好“健康徐州”，实施“健康徐州”行动。\n"
    known = {proposal.name: proposal.theme.name for proposal in discover([plan_of(text)], general_themes())}
    assert known["法治徐州"] == "法治建设"
    assert known["健康徐州"] == "医疗卫生与健康"


def test_a_platform_of_a_place_is_the_dictionarys_theme_and_no_proposal() -> None:
    text = "一、主要任务\n建设徐州高新区。\n徐州高新区新建标准厂房30万平方米，推动“徐州智造”行动。\n"
    proposals = discover([plan_of(text)], general_themes())
    assert "徐州高新区" not in {proposal.name for proposal in proposals if not proposal.known}


def test_what_is_left_of_a_region_without_its_place_is_not_its_theme() -> None:
    text = "第一章 主要任务\n建设三亚经济圈。\n三亚经济圈新增航线3条，推动“三亚经济圈”一体化。\n"
    themes = with_discovered([plan_of(text)], general_themes())
    (region,) = [theme for theme in themes if theme.name == "成渝地区双城经济圈"]
    assert "三亚经济圈" not in region.aliases


@pytest.mark.parametrize("heading", ["加强生态保护和修复", "推动协同发展", "深化产业合作"])
def test_what_is_left_of_a_strategy_without_its_region_is_no_wording_of_it(heading: str) -> None:
    text = f"一、主要任务\n（一）{heading}。\n{heading}，新增项目3个。持续{heading}。\n"
    proposals = discover([plan_of(text)], general_themes())
    strategies = {theme.id for theme in general_themes() if bound_to(theme.name)}
    assert strategies.isdisjoint(proposal.theme.id for proposal in proposals)


def test_a_name_without_the_place_in_it_is_not_the_theme_of_the_place() -> None:
    text = "一、主要任务\n（一）对接自由贸易港。\n对接自由贸易港，新增项目3个。持续对接自由贸易港。\n"
    names = {proposal.theme.name for proposal in discover([plan_of(text)], general_themes()) if proposal.known}
    assert "海南自由贸易港建设" not in names


def test_a_piece_of_two_names_is_of_the_one_that_begins_with_it() -> None:
    known = (Theme("G1", "海洋生态保护", ""), Theme("G2", "生态保护修复", ""))
    text = "一、主要任务\n（一）加强生态保护。\n加强生态保护，新增项目3个。持续加强生态保护。\n"
    assert {proposal.theme.id for proposal in discover([plan_of(text)], known) if proposal.known} == {"G2"}


def test_what_every_plan_writes_becomes_no_wording_of_a_theme() -> None:
    known = (Theme("G1", "质量基础设施", ""),)
    text = "第一章 任务\n" + "完善质量基础设施。建设基础设施，提升基础设施水平。\n" * 4
    (theme,) = with_discovered([plan_of(text)], known)[:1]
    assert theme.aliases == ()


def test_another_spelling_becomes_an_alias_of_the_theme_that_it_is_merged_with() -> None:
    text = "第一章 任务\n发展绿色低碳陶瓷产业集群。\n壮大绿色低碳陶瓷产业集群。\n做强绿色低炭陶瓷产业集群，绿色低炭陶瓷产业集群要升级。\n"
    found = discover([plan_of(text)])
    assert len(found) == 1
    assert {found[0].name, *found[0].theme.aliases} == {"绿色低碳陶瓷产业集群", "绿色低炭陶瓷产业集群"}


KEPT = (
    """第一章 任务
实施“满园工程”，整治闲置用地。
持续开展“全闽乐购”活动。办好“全闽乐购”，壮大消费。
推进白洋淀上游流域综合治理，治理河道。深化白洋淀上游流域综合治理，栽种苇田。
“丝路海运”是指以港口为节点的航线品牌。新开“丝路海运”航线5条。
"""
    + "完善乡镇供水管护，及时更换老旧水表，方便群众缴费。\n" * 20
)
LEFT = """第一章 任务
建好“家门口”服务站。打造“家门口”的岗位。
坚持“一号工程”。招商“一号工程”不动摇。
打造文化甲州品牌，“文化甲州”“人才甲州”“健康甲州”叫响。叫响“文化甲州”“人才甲州”“健康甲州”。
推进前海蛇口自贸片区建设。办好前海蛇口自贸片区。
发挥离岸科创中心作用。用好离岸科创中心。
发放畜牧良种补贴。扩大畜牧良种补贴。
开放城市经济，拓展全球市场。盘活城市经济，开拓全球市场。
青藏高寒区、农牧交错带分类治理。治理青藏高寒区、农牧交错带。
支持神农架创建国家公园。推动神农架创建国家公园。
切实增强供需适配。切实增强民生保障。
实施“九进”工程。推进“五大提升行动”，“五大提升行动”见效。完善“一塘一码”管理。推广“一塘一码”经验。
沿甲乙两江布局化工物流，与邻省共建“碱走廊”“盐走廊”“硝走廊”，共享仓储设施。坚决杜绝“光画图纸、不见行动”。
支持金海铝业、银山铜业扩产。金海铝业二期、银山铜业三期投产。
推进新疆社会，维护新疆社会。
提升匹配城市发展战略，增强匹配城市发展战略。
以“万亿之城再出发”的决心建设新城。拿出“万亿之城再出发”的担当建设园区。
推出“巴蜀韵味”专列。打造“巴蜀韵味”线路。
"""


@pytest.mark.parametrize("name", ["满园工程", "全闽乐购", "白洋淀上游流域综合治理", "丝路海运"])
def test_what_a_plan_names_is_kept(name: str) -> None:
    assert name in names([plan_of(KEPT)])


def test_what_a_planner_would_strike_out_is_left() -> None:
    found = names([plan_of(LEFT)])
    for piece in (
        "家门口",
        "一号工程",
        "海蛇口",
        "离岸科创",
        "补贴",
        "全球市场",
        "城市经济",
        "高寒区",
        "交错带",
        "创建",
        "增强",
        "九进",
        "五大",
        "一塘",
        "走廊",
        "图纸",
        "金海",
        "新疆社会",
        "匹配",
        "再出发",
        "韵味",
    ):
        assert not [name for name in found if piece in name], piece


def test_the_definition_says_what_a_thing_is_where_the_plan_does() -> None:
    found = {proposal.name: proposal.theme.definition for proposal in discover([plan_of(KEPT)])}
    assert found["丝路海运"] == "“丝路海运”是指以港口为节点的航线品牌"


def test_upper_plans_are_those_with_plans_below_them() -> None:
    city = plan_of("a", "city", level=Level.CITY)
    county = below(plan_of("b", "county"), "city")
    other = plan_of("c", "other", level=Level.PROVINCE)
    assert [plan.id for plan in upper_plans([county, city, other])] == ["city"]
    # Without any link the highest level sets the themes; if all are of one level, all do.
    assert [plan.id for plan in upper_plans([plan_of("b", "county"), city])] == ["city"]
    assert len(upper_plans([plan_of("b", "x"), plan_of("c", "y")])) == 2


def test_the_lower_plan_sets_no_theme_and_what_is_its_own_is_told_apart(upper: Plan) -> None:
    county = below(plan_of(LOWER, "county"), "city")
    assert "山花节" not in names([upper, county])
    own = [proposal.name for proposal in of_its_own(Reading(county), [upper], Known(()))]
    assert "山花节" in own
    assert "低碳陶瓷产业" not in own


def test_names_are_short_and_their_number_is_bounded() -> None:
    text = (
        "第一章 任务\n"
        + "".join(f"实施“{a}{b}行动”工程。\n" for a in "甲乙丙丁戊己庚辛" for b in "子丑寅卯辰巳午未申酉戌亥") * 4
    )
    found = discover([plan_of(text)])
    assert 0 < len(found) <= MOST
    assert all(2 <= len(folded(proposal.name)) <= LONGEST for proposal in found)


@pytest.mark.parametrize(
    "text", ["", "。。。\n", "“" * 5000, "《" * 5000, "一" * 20000, "“a”" * 5000, "产业" * 20000, "1" * 9999]
)
def test_hostile_texts_take_bounded_time(text: str) -> None:
    assert len(candidates([Reading(plan_of(text))])) < 100


# The seeds


@pytest.fixture(scope="module")
def seeds_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds without their theme file."""
    folder = tmp_path_factory.mktemp("seeds")
    for name in ("plans.yaml", *(path.name for path in SEEDS.glob("*.txt"))):
        shutil.copy(SEEDS / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def seeds_found(seeds_alone: Path) -> tuple[Theme, ...]:
    return find_themes(seeds_alone, options=RunOptions(jobs=1))


@pytest.mark.parametrize(
    "name",
    ["广清一体化", "入珠融湾", "产业集群", "一核一带一区", "广清经济特别合作区", "城乡融合发展试验区", "五个一体化"],
)
def test_the_seeds_set_their_strategies(seeds_found: tuple[Theme, ...], name: str) -> None:
    assert name in [theme.name for theme in seeds_found]


def test_most_of_the_seeds_own_themes_are_found_without_a_theme_file(seeds_found: tuple[Theme, ...]) -> None:
    pairs = recalled(load_themes(SEEDS / "themes.yaml"), seeds_found)
    assert sum(other is not None for _, other in pairs) >= 40


def test_the_control_adds_no_theme(seeds_found: tuple[Theme, ...]) -> None:
    assert not [theme.name for theme in seeds_found if "尼龙" in theme.name or "平顶山" in theme.name]


def test_a_report_without_a_theme_file_uses_them(seeds_alone: Path, seeds_found: tuple[Theme, ...]) -> None:
    comparison = compare_plans(seeds_alone, options=RunOptions(jobs=1))
    assert comparison.themes == seeds_found
    by_name = {theme.name: theme for theme in comparison.themes}
    depth = {(cell.theme, cell.plan): cell.depth for cell in comparison.coverage}
    special = by_name["广清经济特别合作区"]
    assert special.source == "discovered"
    assert depth[special.id, "guangqing"] >= 3
    assert depth[special.id, "pingdingshan"] == depth[special.id, "lianzhou"] == 0


def test_a_theme_that_is_far_from_all_is_not_recalled() -> None:
    wanted = (Theme("1", "海洋渔业", ""), Theme("2", "养老服务合作", ""), Theme("3", "双区建设", ""))
    pairs = recalled(wanted, general_themes())
    assert [other.name if other else None for _, other in pairs] == ["海洋经济", "养老服务", None]


# The command


def run(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_the_theme_file_that_is_written_can_be_used(seeds_alone: Path, tmp_path: Path) -> None:
    out = tmp_path / "themes.yaml"
    status, told = run("themes", "discover", seeds_alone, "-o", out, "--against", SEEDS / "themes.yaml")
    assert status == 0
    assert "48 个主题" in told
    text = out.read_text(encoding="utf-8")
    themes = load_themes(out)
    assert themes[0].definition in text
    # Every theme tells the plan, the section and the place that it is from.
    assert text.count("# 出自") == len(themes)
    assert "# 出自广清两市：一、《规划》的主要内容，第" in text
    assert {theme.id for theme in discover_ids(seeds_alone)} == {theme.id for theme in themes}


def discover_ids(folder: Path) -> tuple[Theme, ...]:
    plans, _ = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    return tuple(proposal.theme for proposal in discover(plans, general_themes()))


def test_a_theme_file_that_is_there_is_not_overwritten(seeds_alone: Path, tmp_path: Path) -> None:
    out = tmp_path / "themes.yaml"
    out.write_text("mine", encoding="utf-8")
    status, told = run("themes", "discover", seeds_alone, "-o", out)
    assert (status, out.read_text(encoding="utf-8")) == (2, "mine")
    assert "不覆盖" in told


def test_names_that_yaml_would_misread_come_back(tmp_path: Path) -> None:
    text = "第一章 任务\n" + "实施“3+3: 行动 #1”工程。\n推进“- 是”改革。\n落实“是[非]”试点。\n" * 3
    folder = write_plans(tmp_path / "plans", city=text)
    out = tmp_path / "t.yaml"
    assert run("themes", "discover", folder, "-o", out)[0] == 0
    assert {theme.name for theme in load_themes(out)} == {theme.name for theme in discover_ids(folder)}


def test_a_wrong_file_to_compare_with_is_told(seeds_alone: Path, tmp_path: Path) -> None:
    assert run("themes", "discover", seeds_alone, "--against", tmp_path / "none.yaml")[0] == 2
    with pytest.raises(InputError):
        load_themes(tmp_path / "none.yaml")


# The rules


def rule_examples() -> list[dict[str, list[str]]]:
    with (ROOT / "compare" / "data" / "discovery.toml").open("rb") as file:
        examples: list[dict[str, list[str]]] = tomllib.load(file)["examples"]
    return examples


@pytest.mark.parametrize("example", rule_examples(), ids=lambda example: example["text"][:8])
def test_the_rules_hold_to_their_examples(example: dict[str, list[str]]) -> None:
    found = set(candidates([Reading(plan_of(f"第一章 主要任务\n{example['text']}\n"))]))
    assert set(example["yes"]) <= found
    assert not found & set(example["no"])
