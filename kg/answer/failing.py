"""What stands for an answer where a fault of the program kept a question from being answered."""

import logging
from collections.abc import Callable

from kg.answer.model import NOT_FOUND, Answer
from kg.errors import KGError

FAILED = "failed"  # the intent of what stands for it
SAID = "没能查找：回答时程序出错（{error}）。这不等于规划里没有；请改用别的问法，并把问题反馈给维护者。"


def or_failure(question: str, make: Callable[[], Answer]) -> Answer:
    """What `make` answers; where it raises what is no KGError, a row that says that nothing could be looked up.

    A KGError says itself what to do and is raised; anything else is logged with its trace, so that the questions behind
    it are still answered.
    """
    try:
        return make()
    except KGError:
        raise
    except Exception as err:  # any: whatever went wrong, it is this question's alone
        logging.getLogger(__name__).exception("没能回答“%s”", question)
        return Answer(question, NOT_FOUND, FAILED, SAID.format(error=type(err).__name__))
