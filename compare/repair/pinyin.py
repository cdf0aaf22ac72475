"""Pinyin that a web page glued in after characters (``時(shí)期``), and the punctuation that broke with it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from compare.model import Record
from compare.readers import everyday
from compare.repair.edits import Edit
from compare.repair.han import HAN
from compare.repair.traditional import simplified

EVIDENCE = 3
WINDOW = 100
"""A text is damaged if anywhere ``EVIDENCE`` everyday characters within ``WINDOW`` characters carry their sound.
Damaged pages gloss every fourth to fifth character; a clean plan glosses a rare one (潖(pá)江), once."""

_FINALS = {
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan un ü üe",
    "l": "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un ü üe",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "i a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "i a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "i a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "i e ao ou an en ang eng ong u ua uo ui uan un",
    "z": "i a e ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "i a e ai ao ou an en ang eng ong u uo ui uan un",
    "s": "i a e ai ao ou an en ang eng ong u uo ui uan un",
    "y": "a o e i ao ou an in ang ing ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
    "": "a o e ê ai ei ao ou an en ang eng er",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
"""Syllables of standard Mandarin without tone (汉语拼音方案; GB/T 16159)."""

_NEUTRAL = "ba de er ge la le li lou ma me men ne shang tou wa xia zhe zi"
NEUTRAL = frozenset(_NEUTRAL.split())
"""Syllables that occur without a tone mark; others without one (公頃(ha)) are no pinyin."""

_TONES = "\u0304\u0301\u030c\u0300"
_LETTERS = "a-zàáèéêìíòóùúüāēěīńňōūǎǐǒǔǖǘǚǜḿế\u0300\u0301\u0304\u0308\u030c"
# Looking back from the bracket is faster than trying every character.
_GLOSS = re.compile(f"[(（](?<=[{HAN}].)([{_LETTERS}]{{1,10}})[)）]")


class Broken(Record, frozen=True):
    """A character that broke into a letter, with the full stop before it.

    Attributes:
        left: What is left of stop and character before the gloss.
        sound: The gloss that follows.
        text: Stop and character as they were.
        yes, no: Texts in which the rule must and must not match.
    """

    left: str
    sound: str
    text: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


# In GBK the stop is A1 A3 and 現 is AC 46. A3 AC is the full-width comma: where a page replaced it byte by byte by the
# ASCII comma, A1 was left as "?" and 46 as "F". Other characters that begin a sentence do not break this way, or leave
# in doubt which character stood before them.
BROKEN: tuple[Broken, ...] = (
    Broken(
        left="?,F",
        sound="xiàn",
        text="。現",
        yes=("《规劃》(稿)?,F(xiàn)就《规劃》進行說明", "(以下簡稱《規劃》)?,F(xiàn)將有關內容解讀如下"),
        no=("怎么办?,F就", "为什么?现就", "见表?,F(x)为函数", "“干什么、谁来干?”,F(xiàn)"),
    ),
)


@lru_cache(maxsize=4096)
def is_sound(letters: str) -> bool:
    """Return a Mandarin syllable with exactly one tone mark."""
    bare, tones = _split(letters)
    return tones == 1 and bare in SYLLABLES


def broken_punctuation(text: str) -> list[Edit]:
    """Return stops and characters restored, in the simplified form."""
    return sorted(
        Edit(*found.span(), simplified(rule.text), "punctuation")
        for rule in BROKEN
        for found in re.finditer(re.escape(rule.left) + rf"[(（]{rule.sound}[)）]", text)
    )


def glosses(text: str) -> list[Edit]:
    """Every gloss of a damaged text, nothing in a clean one."""
    found = [match for match in _GLOSS.finditer(text) if is_sound(match[1]) or match[1] in NEUTRAL]
    marked = [match.start() for match in found if match[1] not in NEUTRAL and _needs_none(text[match.start() - 1])]
    if not any(last - first <= WINDOW for first, last in zip(marked, marked[EVIDENCE - 1 :], strict=False)):
        return []
    return [Edit(*match.span(), "", "pinyin") for match in found]


@lru_cache(maxsize=4096)
def _needs_none(character: str) -> bool:
    return simplified(character) in everyday()


def _split(letters: str) -> tuple[str, int]:
    """Syllable without its tone marks, and their number."""
    apart = unicodedata.normalize("NFD", letters)
    bare = "".join(sign for sign in apart if sign not in _TONES)
    return unicodedata.normalize("NFC", bare), len(apart) - len(bare)
