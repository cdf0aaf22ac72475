"""Passages that say of another object what a clause says of its own (大力发展休闲农业 beside 大力发展智慧农业)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from os.path import commonprefix

from compare.align.embeddings import meanings, rarity_of
from compare.align.queries import letters_of
from compare.text import areas_called, content_words, cues

_PHRASE = re.compile(r"[^，,；;。：:、]+")
# What a short name leaves out between two signs: 高企 of 高新技术企业.
_NEAR_BY = ".{0,3}"
# However many there are to be: 新建幼儿园50所, 新建小学5所.
_AMOUNT = re.compile(r"(?<!\d)\d++(?=[\u4e00-\u9fff])")
_FIGURE, _COUNTS = re.compile(r"\d"), re.compile(r"[一二三四五六七八九十百千万几多][个大条项类]?")
_VERB, _ADVERB, _MANNER = cues("verbs_task"), cues("adverbs"), cues("no_object")
# What both say is at least a word on either side, and the objects are words, not clauses.
_LEAST, _LONGEST = 2, 8
# Words whose vectors make a smaller angle than this may stand for each other.
_KINDRED = 0.5
# An object may be so much less rare than the rest: 养老 beside 服务体系, but not 新时代 in 做好新时代双拥工作.
_TELLING = 1.0


# A passage comes near many clauses, and a clause is held against many plans.
@lru_cache(maxsize=16384)
def other_object(thing: str, text: str) -> tuple[str, ...]:
    """Return the words of a thing's object, where a text says the same of another object alone; else none.

    The same is said where all but the object is alike, letter by letter, on both sides of it (深化|住房公积金|制度改革
    and 深化|预算管理|制度改革). A number, a verb, a manner, a rank and a place are no objects; kindred words are no
    other ones, nor short ones. How many there are to be makes no difference (新建幼儿园50所, 新建小学5所).
    """
    asked = _phrases(thing)[-1]  # before it stands by when
    begin, end = asked[:_LEAST], asked[-_LEAST:]
    for phrase in _phrases(text):
        # Hardly any phrase begins and ends alike; no other is looked at.
        if not phrase.startswith(begin) or not phrase.endswith(end):
            continue
        ours, theirs = _apart(asked, phrase)
        if not ours or any(map(_is_no_object, (ours, theirs))):
            continue
        words, others = (
            [word for word in content_words(part) if not _MANNER.fullmatch(word)] for part in (ours, theirs)
        )
        if not words or not others or any(word in text for word in words) or kindred(words, others):
            continue
        if any(_is_short(word, phrase) for word in words) or any(_is_short(word, asked) for word in others):
            continue
        frame = content_words(thing.replace(ours, "，"))
        if max(map(rarity_of, words)) + _TELLING >= max(map(rarity_of, frame), default=0.0):
            return tuple(words)
    return ()


_letters = lru_cache(maxsize=4096)(letters_of)


@lru_cache(maxsize=4096)
def _phrases(text: str) -> tuple[str, ...]:
    """Return the letters of each phrase of a text."""
    return tuple(letters_of(_AMOUNT.sub("0", phrase)) for phrase in _PHRASE.findall(text)) or ("",)


def _apart(one: str, other: str) -> tuple[str, str]:
    """Return what differs between two phrases that are alike before and after it; nothing if they are not."""
    head = len(commonprefix((one, other)))
    tail = len(commonprefix((one[head:][::-1], other[head:][::-1])))
    parts = one[head : len(one) - tail], other[head : len(other) - tail]
    alike = min(head, tail) >= _LEAST and head + tail >= min(map(len, parts))
    return parts if alike and all(_LEAST <= len(part) <= _LONGEST for part in parts) else ("", "")


def other_member(things: tuple[str, ...], number: int, text: str) -> str:
    """Return what is a thing's own in a list, where a text writes another member that ends or begins as it does.

    Args:
        things: The list.
        number: Of the thing.
        text: The passage.

    Returns:
        数字政府 has 政府 beside 数字乡村, and 林长制, of which all but a sign is shared, the whole of it; empty where
        the text writes the thing itself, or no other one.
    """
    for own, theirs, ours in _siblings(things, number):
        if theirs in text and ours not in text:
            return own
    return ""


# A list is held against many passages.
@lru_cache(maxsize=4096)
def _siblings(things: tuple[str, ...], number: int) -> tuple[tuple[str, str, str], ...]:
    """Return for each member of a list that ends or begins as a thing does what is the thing's own, and with what both
    are told apart: one sign more than they share, of the other and of the thing.
    """
    thing, found = _letters(things[number]), []
    for other in (_letters(each) for at, each in enumerate(things) if at != number):
        end = len(commonprefix((thing[::-1], other[::-1])))
        begin = len(commonprefix((thing, other)))
        if end >= max(begin, _LEAST) and end < min(len(thing), len(other)):
            own, theirs, ours = thing[:-end], other[-end - 1 :], thing[-end - 1 :]
        elif _LEAST <= begin < min(len(thing), len(other)):
            own, theirs, ours = thing[begin:], other[: begin + 1], thing[: begin + 1]
        else:
            continue
        found.append((own if len(own) >= _LEAST else thing, theirs, ours))
    return tuple(found)


def _is_short(word: str, phrase: str) -> bool:
    """Whether a word is put together of signs that stand near each other in a phrase: 国企 of 国有企业."""
    return re.search(_NEAR_BY.join(map(re.escape, word)), phrase) is not None


def _is_no_object(part: str) -> bool:
    says_how = any(cue.match(part) for cue in (_COUNTS, _VERB, _ADVERB)) or _MANNER.fullmatch(part)
    return bool(says_how or _FIGURE.search(part) or areas_called(part))


def kindred(words: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a word may stand for another one: near in meaning, and with a sign in common.

    农村 and 乡村 may; 养老 and 托育 are as near, and two things.
    """
    data = meanings()
    known, kin = (list(filter(data.number.__contains__, some)) for some in (words, others))
    pairs = [(data.unit[data.number[a]], data.unit[data.number[b]]) for a in known for b in kin if {*a} & {*b}]
    return any(float(one @ other) >= _KINDRED for one, other in pairs)
