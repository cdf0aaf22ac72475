"""A second reader: a language model that may read what the tool is not sure of, and what of its answers counts."""

from compare.judge.address import ChatAddress, chat_address
from compare.judge.answers import binds_reply, depth_reply, verdict_reply
from compare.judge.asking import Answering, QuestionList, SecondReader
from compare.judge.chat import SECONDS, ChatClient, body_of
from compare.judge.exchange import GivenReply, question_lines, read_replies
from compare.judge.prompt import is_addressed, tokens
from compare.judge.questions import Question, ask_binds, ask_depth, ask_verdict, shown_of
from compare.judge.replies import KeptReply, Replies
from compare.judge.rows import NOT_FOR_LOWER, bound, deepened, not_bound, reread

__all__ = [
    "Answering",
    "ChatAddress",
    "ChatClient",
    "GivenReply",
    "KeptReply",
    "NOT_FOR_LOWER",
    "Question",
    "QuestionList",
    "Replies",
    "SECONDS",
    "SecondReader",
    "ask_binds",
    "ask_depth",
    "ask_verdict",
    "binds_reply",
    "body_of",
    "bound",
    "chat_address",
    "deepened",
    "depth_reply",
    "is_addressed",
    "not_bound",
    "question_lines",
    "read_replies",
    "reread",
    "shown_of",
    "tokens",
    "verdict_reply",
]
