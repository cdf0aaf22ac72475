"""The result tables, each declared once: JSON, parquet files, frames and docs/contracts.md are made from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, cast

from compare.model import Record

SCHEMA = "planalign/2"
"""A change of the meaning of a column is a new number; columns may be added."""
ColumnType = Literal["text", "texts", "whole", "number", "truth"]
"""``text`` a string, ``texts`` several, ``whole`` an integer, ``number`` a real one, ``truth`` true or false."""


class ColumnSchema(Record, frozen=True):
    """A column of a table.

    Attributes:
        head: Under which name its head stands in the wording, for csv files and workbooks.
        nullable: It may hold nothing.
        zh, en: What it means.
    """

    name: str
    head: str
    type: ColumnType
    nullable: bool
    zh: str
    en: str


class TableSchema(Record, frozen=True):
    """A table of results.

    Attributes:
        zh, en: What a row of it is.
    """

    name: str
    zh: str
    en: str
    columns: tuple[ColumnSchema, ...]


_DECLARED = """
[plans] 一份规划 | a plan that was read
id text 编号 | id
title text 名称 | title
kind text 类型：outline、special、regional、spatial、report、interpretation、opinions、research | sort of document
level text 级别：national、province、region、city、district、county、township | administrative level
region text 地区，不知道的为空 | area; empty if not known
year whole? 印发年份 | year of issue
period text? 规划期，如 2021-2025 | first and last year that it plans for
chars whole 正文的字数（码点） | length of the text in code points
inferred texts 推断而来的字段 | fields that were inferred
[links] 一份规划的一份上位规划 | an upper plan of a plan
plan text 下位规划 | lower plan
upper text 上位规划 | upper plan
relation text superior 约束、reference 参照 | superior (it binds) or reference
later truth 上位规划印发在后 | the upper plan was issued after the lower one
[themes] 一个主题 | a theme
id text 编号 | id
name text 名称 | name
definition text 释义 | definition
source text given 主题文件、dictionary 内置词典、discovered 从上位规划发现 | where it comes from
[sections] 规划的一个标题 | a heading of a plan
plan text 规划 | plan
n whole 在这份规划里的序号，从 0 数起 | number in the plan, from 0
parent whole? 上一级标题的序号 | number of the heading above
depth whole 第几级，最外层为 1 | 1 for the outermost headings
title text 标题原文 | the heading as written
[clauses] 规划的一句或一个标题，每句只在这里出现一次 | a sentence or heading of a plan; each stands here alone
plan text 规划 | plan
n whole 在这份规划里的序号，从 0 数起；其他各表凭它指向这里 | number in the plan, from 0, by which all tables point here
section whole? 所在标题的序号（标题自己的即它本身）；第一个标题之前为空 | section that it stands in (a heading's is its own)
kind text title 题名、heading 标题、body 正文 | title, heading or body
role text 作用：title、basis、background、achievement、principle、goal、measure、target、safeguard | what it does in its plan
start whole 起点：texts/编号.txt 里的码点 | start in the text, in code points
end whole 终点（不含） | end, exclusive
place text 在文件里的位置：line:71、page:3、paragraph:12、cell:7 | where it begins in the file
quote text 原文 | its text
[coverage] 主题 × 规划的一格，每格一行 | a theme in a plan, one row for each
theme=theme_id text 主题 | theme
plan text 规划 | plan
status text judged，或 cannot_say（原文损坏过重，不判断） | judged or cannot_say
depth whole? 落实深度 0 到 4；不能判断时为空 | depth 0 to 4; null where it cannot be said
explicit truth? 写明了主题名称或直接的变体；缺失时为空 | the name or a direct variant is written; null if absent
reason text 理由的代码 | code of the reason
values texts 理由里的值 | values of the reason
judged_by text? 给出这个深度的复核模型；工具或人给出的为空 | second reader that gave the depth; null where the tool or a person did
[evidence] 一格的一条引文 | a passage of a theme in a plan
theme=theme_id text 主题 | theme
plan text 规划 | plan
rank whole 名次，两种分别从 1 数起 | from 1, each kind by itself
found=use text evidence 采信的佐证、nearest 找过而未采信的最近段落 | evidence, or nearest: tried and not believed
clause=quote whole 句的序号 | number of the clause
start whole 引文起点，在这一句之内 | start, inside the clause
end whole 引文终点（不含） | end, exclusive
score number 得分 0 到 1 | relevance in [0, 1]
depth whole 这一条单独显示的深度；未采信的为 0 | depth that it shows by itself; 0 if not believed
commitment text? formula 通用表述、local 本地承诺、general 一般 | formula, local or general
reason text 理由的代码 | code of the reason
values texts 理由里的值 | values of the reason
[searched] 查找过的一个词语：深度 0、1 和不能判断的格才有，是未见的证明 | a phrase that was looked for, where depth is 0, 1 or null: the proof of absence
theme text 主题 | theme
plan text 规划 | plan
phrase text 词语 | phrase
[requirements] 上位规划的一条要求 | an upper clause that sets something
plan text 上位规划 | upper plan
clause=quote whole 句的序号 | number of the clause
binds text 约束谁：all 各下位、upper_only 只是本级、places 某些地方、other_body 别的单位、unknown 尚未判断 | whom it binds
judged_by text? 这样说的复核模型；工具或人说的为空 | second reader that says so; null where the tool or a person does
[alignments] 一条要求 × 一份下位规划，每对一行 | a requirement in a lower plan, one row for each
id text 编号，由两份规划和原文算出，重跑不变 | hash of plans and wording
upper text 上位规划 | upper plan
clause=upper_clause whole 上位规划里句的序号 | number of the upper clause
lower=plan text 下位规划 | lower plan
status text judged 或 cannot_say | judged or cannot_say
label text? covered、partial、absent、not_applicable；不能判断时为空 | verdict; null where it cannot be said
score number 被采纳（已落实或部分落实）的概率 | probability that it is taken up
sure truth 这样的结论预期 95% 以上是对的 | expected to be right in at least 95 % of such cases
decided truth 有人核定过 | a person has answered
reason text 理由的代码 | code of the reason
values texts 理由里的值 | values of the reason
judged_by text? 给出这个结论的复核模型；工具或人给出的为空 | second reader that gave the verdict; null where the tool or a person did
[matches] 一条要求在下位规划里最近的段落，至多五段 | one of the five nearest passages of an alignment
alignment text 条款衔接的编号 | id of the alignment
rank whole 名次，从 1 数起 | from 1, best first
clause whole 下位规划里句的序号 | number of the lower clause
score number 这一段回应了该条款或其一部分的概率；低于 0.30 不采信 | probability that it answers; under .30 not believed
values texts 两边共有的词，少见的在前 | words that both share, the rarest first
[items] 一条要求所列举的一项 | one of the things that an enumerating clause sets
alignment text 条款衔接的编号 | id of the alignment
n whole 第几项，从 1 数起 | from 1, in reading order
start whole 这一项在上位规划正文里的起点 | start in the upper plan's text
end whole 终点（不含） | end, exclusive
label text covered、partial、absent、not_applicable | verdict of the item
clause whole 下位规划里最近的句的序号 | number of the nearest lower clause
score number 这一句回应了该项的程度 0 到 1 | how far that clause answers it
[targets] 一个指标 | a number that a plan sets itself to reach
id text 编号 | id
plan text 规划 | plan
clause whole? 句的序号；引文不止一句（表格的几格）时为空 | number of the clause; null where it spans several
indicator text 指标名称 | indicator
operator text >=、<=、=、+（增量） | at least, at most, that much, so much more
value text? 数值；没有写数的为空 | number as short as it allows; null where none is written
unit text 单位，照原文 | unit as written
norm_value text? 折成基本单位的数值 | number in base units
norm_unit text 基本单位 | base unit
year whole? 要在哪一年达到 | year by which it is to be reached
kind=target_kind text? 约束性、预期性 | binding or expected, where the plan says so
start whole 引文起点 | start of the quotation in the text
end whole 引文终点（不含） | end, exclusive
quote text 引文 | quotation
base_value=base text? 基期数值 | where it starts from
base_year whole? 基期年份 | year of that
growth number? 由基期推出的年均增长（%） | per cent a year that base and value imply
section whole? 所在标题的序号 | number of the section
place text 在文件里的位置 | where it stands in the file
[target_pairs] 上位规划的一个指标与一份下位规划 | an upper target and what a lower plan sets
id text 编号 | id
upper text 上位规划 | upper plan
lower=plan text 下位规划 | lower plan
indicator text 指标名称 | indicator
upper_target text 上位指标的编号 | id of the upper target
lower_target text? 下位指标的编号 | id of the lower target
verdict text meets 达到、below 弱于、missing 未见、not_comparable 不可比 | verdict
reason text 理由的代码 | code of the reason
values texts 理由里的值 | values of the reason
[contradictions] 不能同时成立的两个指标 | targets that cannot all hold
plans texts 所在的规划；各地合计低于上位的，先是上位 | plans; the upper one first where a sum falls short
indicator text 指标名称 | indicator
targets texts 两个指标的编号 | ids of two targets
reason text 理由的代码 | code of the reason
values texts 理由里的值 | values of the reason
[gaps] 一处衔接缺项 | something that a lower plan lacks, does more thinly or sets lower
id=gap_id text 编号，以 g 开头，重跑不变 | id; it begins with g and outlives a re-run
plan text 下位规划 | lower plan
upper text 上位规划 | upper plan
kind=gap_kind text theme、clause、target | theme, clause or target
ref text 主题、条款衔接或指标对照的编号 | id of the theme, alignment or target pair
theme text? 归入的主题 | theme under which it is gathered
topic text 归组的名称 | name of the theme, or a heading of the upper plan
group text below、absent、cited、weaker、possible、unmentioned、other_years、later | what a reader does about it
severity number 严重程度 0 到 1 | in [0, 1], 1 is worst
section=fit whole? 下位规划里适合补写的标题的序号 | section of the lower plan where an answer would fit
suggestion text 建议：缺什么，适合写在哪个标题下、为什么；上级标题见 section，草拟的一句在 draft | what is lacking, under which heading an answer fits and why there; what stands above it: see section; the draft stands in draft
reason text 理由的代码 | code of the reason
values texts 理由里的值 | values of the reason
waived text? 豁免的理由 | why a person has accepted it
upper_clause=upper_quote whole 上位规划里引用的句的序号 | number of the upper clause that is quoted
themes texts 与这一句一起缺的主题 | themes that are lacking with this sentence
subjects texts 这些主题的名称，或缺的指标 | names of these themes, or of the indicators that are lacking
lacks texts 这一句里没有对应的部分；整句都缺的为空 | what of the sentence is not answered; none where it is the whole
fit text? 为什么写在 section：own 那里写到它，near 最接近的段落在那里，heading 标题相近，matter 那里写同类内容，part 没有专门的章节，那里最接近，targets 指标大多列在那里 | why an answer fits there: it is spoken of, the nearest passages stand there, the headings are alike, kindred matter is treated there, nothing is but that part comes nearest, most targets stand there
draft text 草拟的一句，须核改；【 】由下位规划自定；照上位原文写的为空，不宜照抄的只有【 】 | a draft to be worked on; 【 】 is for the lower plan to fill in; empty where the upper sentence can be written as it stands, 【 】 alone where it should not be copied
origins texts 上位规划的这一条又源自哪些规划 | plans above from which the upper clause comes
repeats texts 说同一件事、并入这里的条款衔接 | alignments that say nearly the same
judged_by text? 缺项所依据的结论出自哪个复核模型；没有的为空 | second reader behind it; null where there is none
[frequency] 主题在规划里写了多少次 | how often a theme is written in a plan
theme=theme_id text 主题 | theme
plan text 规划 | plan
mentions whole 次数 | times
per_10k number 每万字次数，空白不计 | times in 10,000 characters, blanks left aside
wordings texts 数的是哪些写法，最多的在前 | what was counted, the most frequent first
[sources] 一个文件 | a file
plan text? 规划；没有读成的为空 | plan; null if the file was not read
file text 文件 | path, relative to the folder of plans
format text 格式 | format
encoding text 编码 | encoding
readable number 可读的比例 0 到 1，低于 0.7 不作判断 | share of the text that is sound
signs_in_file whole? 文件的字数（码点，空白不计）；未核对的为空 | signs of the file; null if not counted
signs_read=read whole? 读进正文的字数 | signs that were read
signs_left_out=left_out whole? 有理由未读的字数 | signs left out for a stated reason
warnings texts 提醒 | what a reader should know
tables whole 读到的表的数目 | number of tables that were found
[left_out] 一个文件里未读进正文的一类内容 | what of a file was not taken as the plan's text
file text 文件 | file
what text 是什么，为什么 | what it is, and why
signs whole 字数 | signs
[decisions] 一次核定 | what a person decided
kind text requirement、verdict、depth、gap | what it is about
key text 凭它认出：缺项编号，或原文 | id of the gap, or folded wording
answer text 结论 | answer
reason text 理由 | why
by text 谁 | who
on text 何时 | when
stale truth 已没有与它对应的 | nothing answers to it any more
quote text 当时的原文，只供人看 | what it was about, for the reader
[second_readings] 请模型复核的一处；没有请的为空表 | a place that a second reader was asked about; none where there was no second reader
model text 模型 | its name
kind text binds 约束谁、verdict 结论、depth 深度 | whom a clause binds, a verdict, a depth
plan text 下位规划；binds 的是上位规划 | lower plan; of binds the upper plan
ref text 条款衔接的编号；binds 的是句的序号，depth 的是主题 | id of the alignment; of binds the number of the clause, of depth the theme
own text 工具自己的结论 | what the tool found by itself
answer text 模型的结论；没有采信的为空 | what the second reader said; empty where it does not count
outcome text counted 采信、unanswered 没有回答、not_json、wrong_form、not_quoted、disagrees、addressed | whether the answer counts, or why not
clause=quoted_clause whole? 所引的句的序号：下位规划的，binds 和不适用的是上位规划的 | number of the clause that is quoted: of the lower plan; of binds and not_applicable of the upper plan
quote text 引文 | quotation
tokens_asked whole 问题的词元数，从高估计 | tokens of the question at most
tokens_answered whole 回答的词元数，从高估计 | tokens of the answer at most
sent_to text? 问题送到了本单位网络之外的哪个主机；没有送出的为空 | host outside the own network to which the question was sent; null where it did not leave it
[repairs] 一种修复 | one repair, gathered over a file
plan text? 规划 | plan
file text 文件 | file
kind text 种类 | kind
raw text 文件里原来是什么（前 200 字） | what stood in the file
text text 现在是什么，删去的为空 | what stands instead; empty if removed
count whole 次数 | how often
places texts 前五处的位置 | the first five places
[chain] 主题往下的一步 | a step of a theme down the levels
theme=theme_id text 主题 | theme
set_by text 提出它的最高一级规划 | highest plan that sets it
plan text 下面的规划 | plan below
upper text 对照的上级规划 | plan above from which it is followed
depth whole? 深度 | depth in the plan below
[lost] 主题在某一份规划里变浅或丢失 | a plan in which a theme thins or is lost
theme text 主题 | theme
set_by text 提出它的最高一级规划 | highest plan that sets it
plan text 规划 | plan
how text thinned 变浅、lost 丢失 | thinned or lost
[distinctive] 特色内容 | something that a plan sets and no plan above it does
plan text 规划 | plan
theme=theme_id text? 主题；发现的提法为空 | theme; null for a phrase
name text 主题名称或提法 | name of the theme, or the phrase
clause=quote whole 句的序号 | number of the clause
start whole 引文起点 | start of the quotation
end whole 引文终点（不含） | end, exclusive
[unlinked] 不回应任何上位条款的条款 | a clause that sets something and answers nothing above
plan text 规划 | plan
clause=quote whole 句的序号 | number of the clause
upper text? 最近的上位规划 | upper plan to which it comes nearest
upper_clause=nearest_clause whole? 最近的上位条款的序号 | number of the nearest upper clause
score number? 相近的程度 | score as an answer to it
[gap_matches] 一处缺项最近的段落 | one of the nearest passages of a gap
gap text 缺项编号 | id of the gap
rank whole 名次，从 1 数起 | from 1, best first
plan text 下位规划 | lower plan
clause whole 句的序号 | number of the clause
score number 得分 0 到 1 | score in [0, 1]
"""  # noqa: E501


def _tables(declared: str) -> Iterator[TableSchema]:
    """Tables from lines ``[name] zh | en``, each followed by its columns ``name type zh | en``.

    ``name=head`` where the head has another name; the type of a column that may hold nothing ends in ``?``.
    """
    for block in declared.strip().removeprefix("[").split("\n["):
        first, *lines = block.splitlines()
        name, told = first.split("] ")
        chinese, english = told.split(" | ")
        yield TableSchema(name, chinese, english, tuple(map(_column, lines)))


def _column(line: str) -> ColumnSchema:
    told, english = line.split(" | ")
    named, type_, chinese = told.split(" ", 2)
    name, _, head = named.partition("=")
    kind = cast(ColumnType, type_.removesuffix("?"))
    return ColumnSchema(name, head or name, kind, type_.endswith("?"), chinese, english)


TABLES = {table.name: table for table in _tables(_DECLARED)}
"""Name of a table to the table, in the order of the contract."""


def columns_of(table: str) -> tuple[str, ...]:
    """Return the names of a table's columns."""
    return tuple(column.name for column in TABLES[table].columns)


def head_of(table: str, column: str) -> str:
    """Return the name in the wording of the head of a column; what is no column of the table is a name itself."""
    return next((each.head for each in TABLES[table].columns if each.name == column), column)


def as_markdown() -> str:
    """Return the tables as docs/contracts.md tells them; the type of a column that may hold nothing ends in ``?``."""
    parts = []
    for table in TABLES.values():
        rows = [f"| `{c.name}` | {c.type}{'?' * c.nullable} | {c.zh} |" for c in table.columns]
        parts.append("\n".join([f"**`{table.name}`** {table.zh}", "", "| 列 | 类型 | 含义 |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"
