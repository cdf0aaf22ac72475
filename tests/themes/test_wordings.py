"""Wordings that plans of several provinces use: the general dictionary knows them, and what only looks like them not."""

from __future__ import annotations

from pathlib import Path

from compare import RunOptions, compare_plans
from compare.themes.load import general_themes
from tests.builders import body_under_tasks, write_plans

# Every sentence to the themes that it speaks of, and those that a like wording would have it speak of.
SAID = {
    "高质量建设国家储备林，创建国家森林城市。": (("国土绿化与林草", "林业与林下经济"), ()),
    "完成28个县地下水水源替换，自来水普及率达到95%。": (("饮用水水源保护",), ()),
    "推进优质本科扩容，支持学院申报硕士学位授予单位。": (("高等教育",), ()),
    "坚定落实长江“十年禁渔”。": (("生物多样性保护", "生态保护修复"), ()),
    "推动“个转企、小升规”，构建亲清新型政商关系。": (("民营经济",), ()),
    "坚决守住不发生规模性返贫底线，开展“万企兴万村”行动。": (("巩固拓展脱贫攻坚成果与常态化帮扶",), ()),
    "兜牢基层“三保”底线。": (("财税金融", "宏观经济治理与财政"), ()),
    "巩固“三保障”成果。": ((), ("财税金融", "宏观经济治理与财政")),
    "大力发展精致农业，做好“土特产”文章。": (("现代农业",), ()),
    "研发土特产品等旅游纪念品。": ((), ("现代农业",)),
    "建设边民互市贸易二级市场，申报水果指定监管场地。": (
        ("边疆边境地区发展", "外贸", "口岸与综合保税区"),
        (),
    ),
    "统筹推进教育科技人才体制机制一体改革。": (("教育科技人才一体发展",), ("人才强市与人才队伍",)),
    "建设沿黄湿地生态保护修复带。": (("黄河流域生态保护和高质量发展",), ()),
    "发挥沿黄沿海区位优势。": ((), ("黄河流域生态保护和高质量发展",)),
    "健全常住地提供基本公共服务制度。": (("农业转移人口市民化",), ()),
    "严控“两高一低”项目。": (("节能降碳与绿色制造",), ()),
    "做好金融“五篇大文章”。": (("科技金融", "绿色金融", "财税金融"), ()),
    "提升乡镇卫生院服务能力，实施医疗卫生强基工程。": (("公立医院改革与分级诊疗",), ()),
    "弘扬工匠精神。": ((), ("职业技能培训与技能人才",)),
    "培养巴山工匠，建成市公共实训基地。": (("职业技能培训与技能人才",), ()),
    "推动生产生活方式绿色转型。": (("绿色低碳生活方式",), ()),
    "巩固拓展主题教育成果，健全以学铸魂长效机制。": (("理论武装与意识形态",), ()),
    "推动制定《公共停车场管理条例》。": (("城市治理与精细化管理",), ()),
    "防治重大突发公共卫生事件。": ((), ("应急管理与应急救援",)),
    "提高重大突发公共事件处置保障能力。": (("应急管理与应急救援",), ()),
    "严格落实“非禁即入”，破除隐性壁垒。": (("公平竞争与反内卷",), ()),
    "重点建设用地安全利用率保持100%。": (("土壤污染与新污染物治理",), ()),
    "做好住房困难群众保障。": ((), ("社会救助与慈善",)),
    "兜牢困难群众基本生活底线。": (("社会救助与慈善",), ()),
    "引导社会资本投早、投小、投长期、投硬科技。": (("科技金融",), ()),
    "巩固生态文明创建成果。": ((), ("文明城市与文明培育",)),
    "完成林分优化200万亩、森林抚育100万亩。": (("国土绿化与林草", "林业与林下经济"), ()),
    "加快推进台睢高速、丰沛高速建设。": (("公路建设",), ()),
    "推动制造业高速增长，开工银太高速铁路。": ((), ("公路建设",)),
    "营造清朗网络空间。": (("网络文明与主流舆论",), ()),
    "筑牢网络空间安全屏障。": ((), ("网络文明与主流舆论",)),
    "提升生态系统多样性、稳定性、持续性。": (("生物多样性保护",), ()),
    "保障妇女、儿童、残疾人合法权益。": (("妇女儿童与家庭",), ()),
    "建设生育友好型社会。": (("人口高质量发展",), ()),
    "推进政府履约践诺专项行动。": (("社会信用体系",), ()),
    "建成10万吨级通用泊位和集装箱码头。": (("港口航运与内河水运",), ()),
    "新增公共停车泊位3000个。": ((), ("港口航运与内河水运",)),
}


def test_wordings_of_several_provinces_are_known(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, plan=body_under_tasks(*SAID))
    found = compare_plans(folder, options=RunOptions(jobs=1)).coverage
    names = {theme.id: theme.name for theme in general_themes()}
    quoted = {names[cell.theme]: {passage.quote for passage in cell.evidence} for cell in found if cell.theme in names}
    missed = [(name, said) for said, (known, _) in SAID.items() for name in known if said not in quoted[name]]
    taken = [(name, said) for said, (_, other) in SAID.items() for name in other if said in quoted[name]]
    assert (missed, taken) == ([], [])
