"""The heading tree: on the five real plans first, then on short texts for what the seeds do not hold."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.model import Plan
from compare.structure.outline import find_outline
from tests.builders import PLAN_IDS, at_most, clause_with, paths, plan_of, quotes

CHAPTERS = (
    "第一章 发展形势",
    "第二章 总体要求",
    "第三章 全面深化开放合作,激活发展潜力",
    "第四章 强化创新驱动,增强发展动力",
    "第五章 持续深化改革,释放发展活力",
    "第六章 建立现代产业新体系,推动经济高质量发展",
    "第七章 促进投资消费升级,积极融入双循环发展格局",
    "第八章 加强基础设施建设,推动城乡现代化发展",
    "第九章 加快新型城镇化建设,推动乡村振兴发展",
    "第十章 着力推进文化发展,建设历史文化名城",
    "第十一章 加强生态文明建设,推动绿色可持续发展",
    "第十二章 加快新时代民生建设,推动社会幸福发展",
    "第十三章 加强现代化治理体系建设,推动平安和谐发展",
    "第十四章 完善规划实施机制,推动实现蓝图新愿景",
)
SECTIONS_OF_CHAPTER = (2, 4, 3, 3, 3, 5, 3, 4, 6, 4, 4, 6, 4, 3)

THIRTEENTH = (
    ("第一节 推进平安连州建设", "一、巩固和谐社会建设"),
    ("第一节 推进平安连州建设", "二、提升安全生产保障能力"),
    ("第一节 推进平安连州建设", "三、提高食品药品安全水平"),
    ("第二节 深化法治社会建设", "一、全面推进法治政府建设"),
    ("第二节 深化法治社会建设", "二、提高全民法治意识和道德水平"),
    ("第二节 深化法治社会建设", "三、推进社会依法治理"),
)

LONG = "到2025年，全县各项工作都要走在全市前列，各部门要分工负责、密切配合，把各项任务一件一件落到实处，抓出成效，让群众满意。"


@pytest.fixture
def lianzhou(seeds_plans: dict[str, Plan]) -> Plan:
    return seeds_plans["lianzhou"]


# 连州: a whole outline


def test_lianzhou_has_its_chapters(lianzhou: Plan) -> None:
    assert tuple(s.heading for s in lianzhou.sections if s.parent is None) == CHAPTERS


def test_lianzhou_has_its_sections(lianzhou: Plan) -> None:
    outer = [path for path in paths(lianzhou) if len(path) == 2]
    assert all(path[1].startswith("第") and "节 " in path[1] for path in outer)
    counts = Counter(path[0] for path in outer)
    assert tuple(counts[chapter] for chapter in CHAPTERS) == SECTIONS_OF_CHAPTER


def test_lianzhou_numbered_headings_under_chapter_thirteen(lianzhou: Plan) -> None:
    found = [path[1:] for path in paths(lianzhou) if path[0] == CHAPTERS[12] and path[-1][1] == "、"]
    assert tuple(found) == THIRTEENTH


def test_lianzhou_numbered_headings_stand_only_in_chapter_thirteen(lianzhou: Plan) -> None:
    assert {path[0] for path in paths(lianzhou) if path[-1][1] == "、"} == {CHAPTERS[12]}


@pytest.mark.parametrize(
    ("section", "names"),
    [
        (
            "第二节 基本原则",
            "坚持党的全面领导 坚持生态优先 坚持高质量发展 坚持协调发展 坚持改革创新 坚持惠民为本",
        ),
        (
            "第四节 发展目标",
            "经济实力进一步增强 区域融合进一步发展 城乡建设进一步加强 文化事业进一步繁荣 "
            "生态环境进一步优化 民生福祉进一步提升 社会治理进一步完善",
        ),
        (
            "第三节 基本思路",
            "突出区位发展优势,建设粤湘桂交界区域重要的经济中心 构建优势产业发展体系,推动经济高质量发展 "
            "推进新时代全面改革创新,增强经济社会发展活力 筑牢生态屏障,加快生态产品价值实现及转化 "
            "全面实施乡村振兴战略,推进农业农村现代化 促进城乡融合发展,破解城乡二元结构 "
            "打造和谐发展新格局,建设繁荣文明幸福美丽新连州",
        ),
    ],
)
def test_lianzhou_dash_headings(lianzhou: Plan, section: str, names: str) -> None:
    found = [path[2] for path in paths(lianzhou) if len(path) == 3 and path[:2] == (CHAPTERS[1], section)]
    assert [heading.removeprefix("——").strip() for heading in found] == names.split()


@pytest.mark.parametrize(
    "path",
    [
        (CHAPTERS[5], "第三节 大力发展现代农业", "做优特色生态农业", "——大力发展富硒功能农业"),
        (CHAPTERS[5], "第二节 建立现代工业体系", "推动优势产业升级发展", "——非金属矿产业"),
        (CHAPTERS[5], "第二节 建立现代工业体系", "培育引进发展新兴产业", "——新材料产业"),
        (CHAPTERS[8], "第四节 深入实施乡村振兴战略", "全面加强乡村建设", "——大力培育文明乡风"),
        (CHAPTERS[0], "第二节 发展环境", "一是经济发展基础依然薄弱"),
        (CHAPTERS[12], "第一节 推进平安连州建设", "一、巩固和谐社会建设", "绷紧严打违法犯罪红线"),
        (CHAPTERS[4], "第一节 推进行政体制改革", "持续深化“放管服”改革"),
        (CHAPTERS[13], "第三节 加强监督考核", "强化指标约束"),
    ],
)
def test_lianzhou_run_in_headings_lie_where_a_reader_sees_them(lianzhou: Plan, path: tuple[str, ...]) -> None:
    assert path in paths(lianzhou)
    assert lianzhou.sections[paths(lianzhou).index(path)].run_in


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (
            "富硒水稻",
            (CHAPTERS[5], "第三节 大力发展现代农业", "做优特色生态农业", "——大力发展富硒功能农业"),
        ),
        ("扫黑除恶", (CHAPTERS[12], "第一节 推进平安连州建设", "一、巩固和谐社会建设", "绷紧严打违法犯罪红线")),
        ("积极应对人口老龄化", (CHAPTERS[11], "第三节 提升卫生健康服务水平", "促进人口均衡发展")),
    ],
)
def test_lianzhou_path_of_a_clause_deep_inside(lianzhou: Plan, words: str, path: tuple[str, ...]) -> None:
    found = {
        lianzhou.path(c.section)
        for c in lianzhou.clauses
        if c.kind == "body" and words in lianzhou.text[c.start : c.end]
    }
    assert path in found


def test_lianzhou_paragraph_without_heading_leaves_the_run_in_heading_before_it(lianzhou: Plan) -> None:
    # 保障妇女: the paragraph under the 节 that stands before 促进妇女全面发展。
    clause = clause_with(lianzhou, "贯彻落实男女平等基本国策")
    assert lianzhou.path(clause.section) == (CHAPTERS[11], "第四节 保障妇女和未成年人基本权益")


def test_lianzhou_title_lines_are_told_from_the_preface(lianzhou: Plan) -> None:
    titles = [lianzhou.text[c.start : c.end] for c in lianzhou.clauses if c.kind == "title"]
    assert "五年规划和2035年远景目标纲要" in titles
    assert not any("时期" in title for title in titles)
    quoted = [lianzhou.text[c.start : c.end] for c in lianzhou.clauses]
    assert "2021年4月" not in quoted
    assert "前 言" not in quoted


# The interpretations and the control


def test_guangqing_tree(seeds_plans: dict[str, Plan]) -> None:
    plan = seeds_plans["guangqing"]
    numbered = [path for path in paths(plan) if path[-1][1] != "是"]
    assert numbered == [
        ("一、《规划》的主要内容",),
        ("二、《规划》的创新情况",),
        ("二、《规划》的创新情况", "(一)充分体现对国家、省区域协调发展重大战略的落实"),
        ("二、《规划》的创新情况", "(二)着力推进更高水平、更高质量的一体化发展"),
        ("二、《规划》的创新情况", "(三)积极谋划重大平台、重大产业集群和重大项目"),
        ("三、下一步工作思路",),
    ]


def test_pingdingshan_tree(seeds_plans: dict[str, Plan]) -> None:
    found = paths(seeds_plans["pingdingshan"])
    assert [path for path in found if len(path) == 1] == [("一、基本情况",), ("二、意见建议",)]
    proposals = [path[1] for path in found if len(path) == 2]
    assert [heading[:2] for heading in proposals] == [f"{number}、" for number in "一二三四五六七"]
    assert ("二、意见建议", "一、加快产业转型升级,培育高质量发展新增长极", "一是明确主导产业发展方向") in found
    assert ("二、意见建议", "七、促进文旅融合发展,不断提升城市品味底蕴", "三是完善全域旅游配套设施") in found
    assert sum(len(path) == 3 for path in found) >= 20


def test_qingyuan_tree(seeds_plans: dict[str, Plan]) -> None:
    outer = [path[0] for path in paths(seeds_plans["qingyuan"]) if len(path) == 1]
    assert outer == [
        "一、制定背景",
        "二、主要编制依据",
        "三、总体定位",
        "四、构建现代产业体系",
        "五、促进区域产业协同发展",
        "六、推动产业高质量发展",
    ]
    assert ("四、构建现代产业体系", "工业引领发展新动力") in paths(seeds_plans["qingyuan"])


def test_qingcheng_tree(seeds_plans: dict[str, Plan]) -> None:
    outer = [path[0] for path in paths(seeds_plans["qingcheng"]) if len(path) == 1]
    assert [heading[:2] for heading in outer] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert ("四、征求意见情况", "(二)部门意见征集情况") in paths(seeds_plans["qingcheng"])
    assert ("六、重点说明", "关于发展目标的确定") in paths(seeds_plans["qingcheng"])


def test_a_sentence_about_the_parts_of_a_plan_is_no_heading(seeds_plans: dict[str, Plan]) -> None:
    told = [path[-1] for path in paths(seeds_plans["qingcheng"]) if "板块" in path[-1] or "版块" in path[-1]]
    assert told == []


def test_an_announcement_of_parts_is_no_heading(seeds_plans: dict[str, Plan]) -> None:
    headings = [section.heading for section in seeds_plans["guangqing"].sections]
    assert not any(heading.startswith(("第一部分", "第二部分", "第三部分")) for heading in headings)
    clause_with(seeds_plans["guangqing"], "第一部分包括发展基础与环境")


@pytest.mark.parametrize("plan", PLAN_IDS)
def test_sections_are_well_formed_in_the_seeds(seeds_plans: dict[str, Plan], plan: str) -> None:
    assert_well_formed(seeds_plans[plan])


def assert_well_formed(plan: Plan) -> None:
    before = 0
    for number, section in enumerate(plan.sections):
        assert before <= section.start < section.end <= len(plan.text)
        before = section.end
        written = plan.text[section.start : section.end]
        assert section.heading
        assert written.startswith(section.heading)
        if section.parent is None:
            assert section.depth == 1
        else:
            assert section.parent < number
            assert section.depth == plan.sections[section.parent].depth + 1


# Short texts


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in find_outline(text).blocks]


@pytest.mark.parametrize("title", ["目录", "目 录", "目　录", "目次"])
def test_contents_list_is_no_outline(title: str) -> None:
    text = (
        f"某市规划纲要\n{title}\n第一章 发展形势\n第一节 发展基础\n第二章 主要任务\n"
        "第一章 发展形势\n第一节 发展基础\n增长较快。\n第二章 主要任务\n建设口袋公园。"
    )
    plan = plan_of(text)
    assert paths(plan) == [("第一章 发展形势",), ("第一章 发展形势", "第一节 发展基础"), ("第二章 主要任务",)]
    assert [kind for kind, _ in kinds(text)].count("contents") == 4
    assert plan.sections[0].start > text.index("第二章")


def test_blocks_cover_every_line_that_is_not_blank() -> None:
    text = "某市规划\n\n目录\n第一章 甲\n第一章 甲\n前言\n2021年4月\n　　推进改革。一是放开。先放。二是管好。后管。\n"
    covered = {at for block in find_outline(text).blocks for at in range(block.start, block.end)}
    assert [char for at, char in enumerate(text) if at not in covered and not char.isspace()] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第一编 总则\n第一章 甲\n第一节 乙\n一、丙\n（一）丁\n1.戊\n（1）己\n正文。",
            ("第一编 总则", "第一章 甲", "第一节 乙", "一、丙", "（一）丁", "1.戊", "（1）己"),
        ),
        ("第3章 甲\n(二)乙\n2、丙\n①丁\n正文。", ("第3章 甲", "(二)乙", "2、丙", "①丁")),
        ("第一章 甲\n做强工业。建园区。\n做优特色农业。——发展茶叶。种茶。", ("第一章 甲", "做优特色农业")),
        ("第一章 甲\n一、乙\n1.丙\n1.1丁\n1.1.1戊\n正文。", ("第一章 甲", "一、乙", "1.丙", "1.1丁", "1.1.1戊")),
        ("第 一 章　甲\n第 十 二 节 乙\n正文。", ("第 一 章　甲", "第 十 二 节 乙")),
    ],
)
def test_numbering_styles_nest(text: str, expected: tuple[str, ...]) -> None:
    assert paths(plan_of(text))[-1] == expected


@pytest.mark.parametrize(
    "line",
    [
        "第一部分包括发展基础与环境、总体要求和构筑一体化发展新格局。",
        "第二章的任务由各部门分头落实。",
        "2.5亿元投资全部到位。",
        "3.2万亩高标准农田建成。",
        "一是抓项目；二是抓环境。",
        "今年以来，全县经济平稳增长。各项工作推进有力。",
        "根据市委部署，制定本规划。全县上下要抓好落实。",
        "该项目已经开工。力争年底建成。",
    ],
)
def test_no_heading(line: str) -> None:
    text = f"第一章 甲\n{line}\n建设公园。"
    assert paths(plan_of(text)) == [("第一章 甲",)]


@pytest.mark.parametrize(
    ("line", "headings"),
    [
        ("做优特色生态农业。深化供给侧结构性改革。\n做强工业。建设园区。", ["做优特色生态农业", "做强工业"]),
        ("做优特色农业。分业施策。\n——发展茶叶。种植茶叶。", ["做优特色农业", "——发展茶叶"]),
        ("关于发展目标的确定。综合考虑现状和趋势。", ["关于发展目标的确定"]),
        ("1．信息服务：重点聚焦软件和信创产业，建设软件园。", ["1．信息服务："]),
        ("——坚持生态优先。牢固树立绿色理念。", ["——坚持生态优先"]),
        ("一、加快产业转型，培育新增长极。一是明确方向。出台政策。二是加大力度。推进项目。",
         ["一、加快产业转型，培育新增长极", "一是明确方向", "二是加大力度"]),
        ("（三）完善公共服务。新建学校。", ["（三）完善公共服务"]),
    ],
)  # fmt: skip
def test_run_in_headings(line: str, headings: list[str]) -> None:
    plan = plan_of(f"第一章 甲\n{line}")
    assert [section.heading for section in plan.sections[1:]] == headings
    assert all(section.run_in for section in plan.sections[1:])
    assert plan.path(plan.clauses[-1].section)[-1] == headings[-1]


@pytest.mark.parametrize(
    "items",
    [
        "1.新建敬老院3所。\n2.改造老旧小区20个。\n3.新增公办学位5000个。",
        "（1）建设产业园标准厂房12万平方米。\n（2）建成通用机场，开通短途航线。",
    ],
)
def test_numbered_tasks_are_body(items: str) -> None:
    plan = plan_of(f"第一章 民生实事\n{items}\n第二章 其他\n完善公园。")
    assert [path[-1] for path in paths(plan)] == ["第一章 民生实事", "第二章 其他"]


@pytest.mark.parametrize(
    "items",
    [
        "（一）民办养老机构床位数占比达到50%以上。\n（二）耕地保有量不低于38.5万亩，单位GDP能耗控制在0.5吨标准煤以内。",
        "（一）森林覆盖率达到百分之四十五，新建公园三百个\n（二）造林1，200亩；抚育2万亩",
        "1.社区养老服务设施覆盖率达到95%以上。\n2.持证上岗率达到80%以上，每年培训3000人次。",
        "①公办学位达到5万个。\n②普惠性幼儿园覆盖率达到90%。生均经费稳步提高。",
        "一、养老床位达到5000张。养老服务更加完善。\n二、护理型床位占比达到55%。",
        "第五条 耕地保有量不低于38.5万亩。\n第六条 森林覆盖率达到百分之四十五以上。生态质量稳步改善。",
        "——全市养老床位达到15800张以上，每千名老年人拥有33张以上。护理型床位占比达到30%以上。\n——完善制度，健全标准。",
        "一是新建充电桩320个。二是新增停车位2500个，其中中心城区500个。三是建成救援站45个。",
        "（一）加强组织领导。\n（二）强化资金保障。\n（三）严格督促检查。",
        "1. 旅游总收入达到45亿元\n2. 人均公共文化设施面积不低于0.35平方米\n3. 4A级以上景区达到8家",
        "（一）常住人口城镇化率达到52%\n（二）森林覆盖率稳定在80%以上",
    ],
)
def test_items_that_say_something_are_clauses_under_the_heading_above(items: str) -> None:
    plan = plan_of(f"第一章 主要任务\n{items}\n第二章 其他\n完善公园。")
    assert [path[-1] for path in paths(plan)] == ["第一章 主要任务", "第二章 其他"]


@pytest.mark.parametrize(
    ("items", "headings"),
    [
        (f"（一）完善养老服务。\n{LONG}", ["（一）完善养老服务"]),
        ("（一）完善养老服务。\n1.新建敬老院。\n2.改造福利院。", ["（一）完善养老服务"]),
        (f"1.建设100个口袋公园\n{LONG}", ["1.建设100个口袋公园"]),
        ("——打造千亿级产业集群。建设园区。", ["——打造千亿级产业集群"]),
        ("（一）实施“3+3”行动。建设园区。", ["（一）实施“3+3”行动"]),
    ],
)
def test_short_lines_that_name_what_follows_are_headings(items: str, headings: list[str]) -> None:
    assert [path[-1] for path in paths(plan_of(f"第一章 主要任务\n{items}"))[1:]] == headings


def test_numbers_without_a_point_above_decimals() -> None:
    text = "1 总体要求\n坚持绿色发展。\n2 重点任务\n2.1 发展旅游\n建设游客中心。\n2.2 发展农业\n建成基地。\n3 保障措施\n加强领导。"
    plan = plan_of(f"某县旅游规划\n{text}")
    assert [section.heading for section in plan.sections if section.depth == 1] == [
        "1 总体要求",
        "2 重点任务",
        "3 保障措施",
    ]
    assert paths(plan)[-2:] == [("2 重点任务", "2.2 发展农业"), ("3 保障措施",)]
    rows = "1 地区生产总值\n2 城镇化率\n3 森林覆盖率"
    assert not [section for section in plan_of(f"第一章 目标\n{rows}").sections if section.heading[0] in "123"]


def test_a_numbered_line_with_a_figure_among_headings_is_one() -> None:
    text = "（一）新建公园20处\n建设口袋公园，完善步道、座椅和照明设施。\n（二）改造广场3处\n（三）绿化美化\n种植乔木，修复裸地。"
    assert [path[-1] for path in paths(plan_of(f"第一章 主要任务\n{text}"))] == [
        "第一章 主要任务",
        "（一）新建公园20处",
        "（二）改造广场3处",
        "（三）绿化美化",
    ]


def test_a_paragraph_without_a_heading_ends_the_run_in_heading_before_it() -> None:
    told = "到2025年，全县各项工作都要走在全市前列，各部门要分工负责、密切配合，把任务一件一件落到实处，抓出成效。"
    plan = plan_of(f"第一章 任务\n做强工业。建设园区。\n做优特色农业。种植茶叶。\n{told}")
    assert plan.path(clause_with(plan, "种植茶叶").section) == ("第一章 任务", "做优特色农业")
    assert plan.path(clause_with(plan, "走在全市前列").section) == ("第一章 任务",)


def test_dash_headings_stay_under_the_run_in_heading_above_them() -> None:
    plan = plan_of(
        "第一章 任务\n做优特色农业。分业施策。\n——发展茶叶。种植茶叶。\n——发展畜禽。养殖生猪。\n做强工业。建设园区。"
    )
    assert [path[1:] for path in paths(plan)[1:]] == [
        ("做优特色农业",),
        ("做优特色农业", "——发展茶叶"),
        ("做优特色农业", "——发展畜禽"),
        ("做强工业",),
    ]


# Boxes, tables, annexes


def test_a_box_is_a_section_of_its_own_and_the_text_goes_on_behind_it() -> None:
    plan = plan_of(
        f"第一节 产业\n{LONG}\n专栏3 重点工程\n1.园区工程。建设园区。\n2.集群工程。培育集群。\n{LONG.replace('全县', '全区')}\n第二节 其他\n建设公园。"
    )
    assert paths(plan)[1:-1] == [
        ("第一节 产业", "专栏3 重点工程"),
        ("第一节 产业", "专栏3 重点工程", "1.园区工程"),
        ("第一节 产业", "专栏3 重点工程", "2.集群工程"),
    ]
    assert plan.path(clause_with(plan, "全区").section) == ("第一节 产业",)
    assert paths(plan)[-1] == ("第二节 其他",)


def test_a_number_that_goes_on_outside_ends_the_box() -> None:
    plan = plan_of(f"一、甲\n1.乙\n{LONG}\n专栏1 丙\n{LONG}\n2.丁\n{LONG}")
    assert paths(plan)[-1] == ("一、甲", "2.丁")


def test_rows_and_captions_are_no_headings() -> None:
    text = "第一章 目标\n表1 主要指标\n序号\t指标\t2025年\n1\t森林覆盖率（%）\t67\n（二）\t协调\t\n建设公园。"
    assert paths(plan_of(text)) == [("第一章 目标",)]
    assert paths(plan_of("第一章 目标\n类别 序号 指标 2025年 2030年目标 属性\n建设公园。")) == [("第一章 目标",)]
    assert paths(plan_of("第一章 目标\n4.5左右\n1.62\n2.3以上\n建设公园。")) == [("第一章 目标",)]


@pytest.mark.parametrize(
    "head",
    ["名词解释", "名 词 解 释", "附件2\n名词解释", "附录\n《纲要》有关指标及名词解释", "注释", "附件：有关名词注释"],
)
def test_explanations_of_terms_are_no_plan_text(head: str) -> None:
    plan = plan_of(
        f"第一章 任务\n建设园区。\n{head}\n1.“四上”企业：规模以上工业等四类企业。\n一、“两重”：国家重大战略实施。"
    )
    assert [path[-1] for path in paths(plan)] == ["第一章 任务"]
    assert [quote for quote in quotes(plan) if "四上" in quote or "两重" in quote] == []


def test_an_annex_of_tasks_is_plan_text() -> None:
    plan = plan_of(
        "第一章 任务\n建设园区。\n名词解释\n1.甲：乙。\n附件1\n2026年十件民生实事\n一、新建学校\n新增学位5000个。"
    )
    assert paths(plan)[1:] == [("2026年十件民生实事",), ("2026年十件民生实事", "一、新建学校")]
    clause_with(plan, "新增学位")


def test_notes_at_the_end_are_no_plan_text_and_a_single_mark_is() -> None:
    notes = "".join(f"[{number}]某某工程：指实施的某项工程。\n" for number in range(1, 5))
    assert not any("某某工程" in quote for quote in quotes(plan_of("第一章 任务\n建设园区。\n" + notes)))
    assert any("某某工程" in quote for quote in quotes(plan_of("第一章 任务\n[1]某某工程要抓紧实施。")))


def test_short_sentences_that_take_turns_with_paragraphs_are_headings() -> None:
    plan = plan_of(f"（一）城乡融合\n打造宜居城市。\n{LONG}\n促进农民增收。\n{LONG}")
    assert [path[-1] for path in paths(plan)] == ["（一）城乡融合", "打造宜居城市", "促进农民增收"]
    plan = plan_of(
        "第一章 任务\n建设口袋公园。\n完善档案馆库房，更新借阅设备。\n新建敬老院。\n开展体育赛事，丰富节假日生活。"
    )
    assert [path[-1] for path in paths(plan)] == ["第一章 任务"]


def test_ordinals_on_lines_of_their_own() -> None:
    plan = plan_of(f"一、回顾\n一是联合港澳承办全国运动会。\n{LONG}\n二是推动经济稳中有进\n{LONG}")
    assert [path[-1] for path in paths(plan)] == ["一、回顾", "一是联合港澳承办全国运动会", "二是推动经济稳中有进"]
    assert paths(plan_of("一、任务\n一是新建学校。\n二是改造医院。")) == [("一、任务",)]


def test_a_rhetorical_sentence_is_no_heading() -> None:
    plan = plan_of(f"三、自身建设\n{LONG}\n打铁必须自身硬。{LONG}\n{LONG}")
    assert [path[-1] for path in paths(plan)] == ["三、自身建设"]


def test_a_text_without_line_ends_is_cut_at_its_numbers() -> None:
    plan = plan_of(
        "一、2023年工作回顾 "
        + LONG * 30
        + " 二、2024年工作安排 "
        + LONG * 30
        + "（一）做强产业。建设园区。（二）扩大内需。促进消费。"
    )
    assert paths(plan) == [
        ("一、2023年工作回顾",),
        ("二、2024年工作安排",),
        ("二、2024年工作安排", "（一）做强产业"),
        ("二、2024年工作安排", "（二）扩大内需"),
    ]


def test_parts_numbered_above_chapters() -> None:
    plan = plan_of("一、目标\n第一章 任务\n甲。\n第二章 速度\n乙。\n二、产业\n第三章 农业\n丙。")
    assert [len(path) for path in paths(plan)] == [1, 2, 2, 1, 2]


# Any text

# Which signs UTF-8 can write, Hypothesis finds out by writing each of a million; these are the same.
ANY = st.characters(exclude_categories=["Cs"])
PIECES = st.sampled_from(
    [
        "第一章 ", "第二节 ", "第三编", "一、", "（一）", "(2)", "1.", "2、", "①", "——", "●", "一是", "二要", "目录", "前言",
        "。", "；", "，", "：", "！", "“", "”", "《", "》", "（", "）", "\n", "\n\n", " ", "　", "\t", "....", "…………", "12", "2.5亿元",
        "推进", "产业集群", "建设", "农业", "2025年", "A", "\x0b", "\u2028", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(ANY, max_size=4), max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_well_formed_outline(text: str) -> None:
    tree = find_outline(text)
    reach = 0
    for block in tree.blocks:
        assert reach <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        assert block.section is None or 0 <= block.section < len(tree.sections)
        reach = block.end
    covered = {at for block in tree.blocks for at in range(block.start, block.end)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)
    assert_well_formed(plan_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"第{number}章 甲" for number in range(7_000)),
        "目录\n" + "第一章 甲\n" * 7_000,
        "\n".join(f"{'（一）' * (number % 3)}一、甲。乙。" for number in range(7_000)),
        "一是抓。" * 10_000,
        "（" * 200_000,
        "《" * 200_000 + "。",
        "甲" * 200_000,
        "。" * 200_000,
        " " * 200_000 + "甲",
        "\n" * 200_000,
        "第" + "一" * 200_000 + "章",
        "." * 200_000 + "1",
        "一二三四五六七八九十" * 20_000 + "月",
    ],
    ids=[
        "chapters",
        "contents",
        "run-in",
        "ordinals",
        "brackets",
        "title marks",
        "one word",
        "stops",
        "blanks",
        "line ends",
        "numeral",
        "dots",
        "date",
    ],
)
def test_hostile_text_is_borne(text: str) -> None:
    with at_most(3):
        plan_of(text)


@pytest.mark.parametrize("run", ["\t", ".", "…", "·", ".... "])
def test_long_runs_of_leaders_without_a_page_number_are_borne(run: str) -> None:
    plan_of("第一章 甲\n项目" + run * 100_000 + "备注。")


def test_a_heading_that_runs_in_stands_beside_the_one_it_follows_on() -> None:
    text = (
        "一、工作安排\n（一）扩大对外开放\n深化合作。围绕示范区建设，拓展合作的深度和广度，推动项目落地。\n"
        "招商引资。主动外出推介，做好产业研究，聚焦延链补链，完善签约项目的跟踪服务。\n"
        "（二）推进新型城镇化。坚持以人为核心，推进城镇群建设，重点实施市政项目。\n"
        "（三）建设美丽城市。扎实推进减污降碳，打好污染防治攻坚战。\n"
        "（四）保障和改善民生\n促进就业。完善人力资源市场，支持新就业形态。\n"
    )
    tree = find_outline(text)
    told = {section.heading: section.depth for section in tree.sections}
    assert [told[name] for name in told if name.startswith("（")] == [2, 2, 2, 2]


def test_a_series_that_begins_anew_under_a_heading_goes_on_there() -> None:
    text = (
        "一、基本情况\n全市基础薄弱。\n二、意见建议\n"
        "一、加快转型升级。要培育新动能，改造传统产业，建设园区。\n"
        "二、推进改革创新。要完善机制，优化营商环境，扩大开放。\n"
        "三、完善基础设施。要建设道路，改造管网，提升服务。\n"
    )
    tree = find_outline(text)
    assert [section.depth for section in tree.sections] == [1, 1, 2, 2, 2]
