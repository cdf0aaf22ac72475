"""Names that people give their files and plans: what each says of kind, level, area and year."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.corpus import Entry, Identity, identify

BODY = "第一章 总则\n加快建设现代化产业体系，推进乡村振兴。\n第二章 任务\n新建学校5所，改造道路10公里。\n"

NAMES = (
    # name, kind, level, region, year
    ("广州开发区“十四五”规划纲要", "outline", "district", "广州开发区", None),
    ("枣阳市国土空间总体规划（2021－2035年）", "spatial", "county", "枣阳市", None),
    ("上海市城市总体规划（2017-2035年）", "spatial", "province", "上海市", None),
    ("全国主体功能区规划", "spatial", "national", "全国", None),
    ("株洲市综合交通运输发展规划（征求意见稿）", "special", "city", "株洲市", None),
    ("衡阳市发展和改革委员会2024年工作要点", "report", "city", "衡阳市", 2024),
    ("2025年国务院政府工作报告", "report", "national", "全国", 2025),
    ("和布克赛尔县2023年政府工作报告", "report", "county", "和布克赛尔蒙古自治县", 2023),
    ("恩施州2023年政府工作报告", "report", "city", "恩施土家族苗族自治州", 2023),
    ("“健康中国2030”规划纲要", "outline", "national", "全国", None),
    ("交通强国建设纲要", "special", "national", "全国", None),
    ("海南自由贸易港建设总体方案", "opinions", "province", "海南自由贸易港", None),
    ("浏阳市十四五纲要 最终稿20210315", "outline", "county", "浏阳市", 2021),
    ("昆山市花桥镇2022年政府工作报告", "report", "township", "花桥镇", 2022),
    ("青岛西海岸新区2024年政府工作报告", "report", "district", "西海岸新区", 2024),
    ("达茂旗2023年政府工作报告", "report", "county", "达尔罕茂明安联合旗", 2023),
    ("巴州“十四五”规划纲要", "outline", "city", "巴音郭楞蒙古自治州", None),
    ("新疆生产建设兵团第十二师“十四五”规划", "special", "city", "新疆生产建设兵团第十二师", None),
    ("新疆生产建设兵团第七师胡杨河市2024年工作报告", "report", "city", "胡杨河市", 2024),
    ("第一师阿拉尔市“十四五”规划纲要", "outline", "city", "阿拉尔市", None),
    ("第一师阿拉尔市十团“十四五”规划纲要", "outline", "township", "阿拉尔市十团", None),
    ("石河子市“十四五”规划纲要", "outline", "county", "石河子市", None),
    ("洋浦经济开发区“十四五”规划纲要", "outline", "district", "洋浦经济开发区", None),
    ("西安国际港务区“十四五”规划纲要", "outline", "district", "西安国际港务区", None),
    ("郑州航空港区“十四五”规划纲要", "outline", "district", "郑州航空港区", None),
    ("长白山保护开发区“十四五”规划纲要", "outline", "district", "长白山保护开发区", None),
    ("河南县“十四五”规划纲要", "outline", "county", "河南蒙古族自治县", None),
    ("襄阳县国民经济和社会发展第十个五年计划纲要", "outline", "county", "襄阳县", None),
    ("河南县域经济高质量发展规划", "special", "province", "河南省", None),
    ("连州市星子镇东红村村庄规划（2021-2035年）", "special", "township", "星子镇", None),
    ("连州市乡村振兴示范村建设规划", "special", "county", "连州市", None),
    ("面向2035年连州市教育现代化规划", "special", "county", "连州市", None),
    ("2024年度连州市重点工作任务分解", "report", "county", "连州市", 2024),
    ("2024年连州市十件民生实事", "report", "county", "连州市", 2024),
    ("鄂前旗“十四五”规划纲要", "outline", "county", "鄂托克前旗", None),
    ("襄樊市“十一五”规划纲要", "outline", "city", "襄樊市", None),
    ("宣武区“十一五”规划纲要", "outline", "district", "宣武区", None),
    ("交通运输部关于印发《绿色交通“十四五”发展规划》的通知", "special", "national", "全国", None),
    ("清远市水利部门“十四五”规划", "special", "city", "清远市", None),
    ("吴江经济技术开发区“十四五”发展规划", "special", "district", "吴江经济技术开发区", None),
    ("杨凌示范区2024年工作报告", "report", "district", "杨凌示范区", 2024),
    ("武夷新区“十四五”规划", "special", "district", "武夷新区", None),
    ("泉州台商投资区“十四五”规划", "special", "district", "泉州台商投资区", None),
    ("兰州—西宁城市群发展规划", "regional", "region", "兰州—西宁城市群", None),
    ("山东半岛城市群发展规划（2021-2035年）", "regional", "region", "山东半岛城市群", None),
    ("辽宁沿海经济带高质量发展规划", "regional", "region", "辽宁沿海经济带", None),
    ("山东省推进黄河流域生态经济带建设规划", "regional", "province", "山东省", None),
    ("汉中市2025年国民经济和社会发展计划（草案）报告", "report", "city", "汉中市", 2025),
    ("安远县关于“十四五”规划实施情况的报告", "report", "county", "安远县", None),
    ("定安县2024年工作报告——2024年1月18日在定安县第十六届人民代表大会上", "report", "county", "定安县", 2024),
)


def told(name: str, *, in_text: bool) -> Identity:
    if in_text:
        return identify(Entry("p", Path("plan.txt"), "plan.txt"), f"{name}\n{BODY}", [name])
    return identify(Entry("p", Path(f"{name}.txt"), f"{name}.txt"), BODY, [])


@pytest.mark.parametrize("in_text", [True, False])
@pytest.mark.parametrize(("name", "kind", "level", "region", "year"), NAMES, ids=[row[0] for row in NAMES])
def test_a_name_tells_the_plan(name: str, kind: str, level: str, region: str, year: int | None, in_text: bool) -> None:
    found = told(name, in_text=in_text)
    assert (found.kind.value, found.level.value, found.region) == (kind, level, region)
    if year is not None or found.period is None:
        assert found.year == year


def test_an_opinion_that_leaves_its_city_to_the_letterhead_is_named_with_it() -> None:
    text = "关于推进民生工程的实施意见\n2012－2015年，全市新增学位。\n2012－2015年，全市新建医院。\n2012－2015年，我市扩建公园。\n"
    found = identify(Entry("p", Path("连州市意见.txt"), "连州市意见.txt"), text, ["关于推进民生工程的实施意见"])
    assert (found.title, found.year, found.period) == ("连州市关于推进民生工程的实施意见", 2012, "2012-2015")


def test_a_period_that_begins_long_after_the_issue_is_not_the_plans() -> None:
    text = "关于做好碳达峰工作的意见\n（2021年9月22日）\n“十五五”时期，展望二〇六〇年。“十五五”时期要巩固成果。“十四五”时期打好基础。\n"
    found = identify(Entry("p", Path("p.txt"), "p.txt"), text, ["关于做好碳达峰工作的意见"])
    assert (found.year, found.period) == (2021, "2021-2025")
