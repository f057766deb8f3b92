"""Around one question: the one before it, its language, where the asker is, what it leaves out, the plans' words for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.answer.asked.ambiguity import ask_back
from kg.answer.asked.english import in_chinese, in_english
from kg.answer.asked.following import Before, complete
from kg.answer.asked.here import COUNTED, Here, dated, localise, said_level, within_level
from kg.answer.asked.intents import Asking
from kg.answer.asked.names import NameIndex
from kg.answer.asked.negation import answer_excepting
from kg.answer.asked.plainly import plainly
from kg.answer.asked.question import LONGEST_QUESTION, Question
from kg.answer.context import AnswerContext
from kg.answer.model import ANSWERED, NOT_FOUND, Answer
from kg.search.wording import is_english, official_for


@dataclass(frozen=True)
class Dialogue:
    """What is settled before and after a plain Chinese question is answered by `reply`."""

    context: AnswerContext
    asking: Asking
    names: NameIndex
    read: Callable[[str], Question]
    reply: Callable[[str], Answer]
    is_whole: Callable[[Question], bool]  # whether a question can be answered as it stands

    def answer(self, text: str, *, previous: str = "") -> Answer:
        """The answer to one question; a QueryError for an empty or over-long one, the store's errors as they come.

        `previous` is the question before, as it was completed: a short one (那配合部门呢？) is read from it.
        """
        plain = plainly(text)
        whole = self._completed(plain, previous) if previous.strip() else plain
        found = self._answer_whole(whole)
        read_as = found.read_as or (whole if whole != text else "")
        return replace(found, question=" ".join(text.split()), read_as=read_as)

    def _completed(self, text: str, previous: str) -> str:
        now = self.read(text)
        previous = previous[:LONGEST_QUESTION]
        before = Before(self.read(previous), lambda: [row.name for row in self._answer_whole(previous).answers])
        return complete(now, before, self.asking, is_whole=self.is_whole(now))

    def _answer_whole(self, text: str) -> Answer:
        """The answer to a question that leans on no other, in its own language."""
        asked = in_chinese(text, self.context.documents, self.names)
        if not asked and not is_english(text):
            return self._answer_chinese(text)
        found = None
        for said in asked:
            reply = self._answer_chinese(said)
            reply = replace(reply, read_as=reply.read_as or said)
            found = found if found and reply.status != ANSWERED else reply
            if reply.status == ANSWERED:
                break
        return in_english(found or self._answer_chinese(text), self.asking, text)

    def _answer_chinese(self, text: str) -> Answer:
        """The answer to a Chinese question, its place put in words (我区) and what it excepts left out."""
        here = localise(dated(text, self.context.documents), self.context.documents)
        found = self._without_exception(here.text) if not here.said or len(here.regions) == 1 else self._elsewhere(here)
        read_as = found.read_as or (here.text if here.text != text else "")
        return replace(found, question=" ".join(text.split()), read_as=read_as)

    def _elsewhere(self, here: Here) -> Answer:
        """The reply to 我市 where no plan of a city is loaded, and to 我区 where those of several districts are.

        It asks back only where several of them are answered; with one it says for which.
        """
        loaded = dict.fromkeys(one.metadata.get("region", "") for one in self.context.documents.values())
        if not here.regions:
            said = "、".join(filter(None, loaded))
            text = self.asking.message("no_level", level=here.level, said=here.said, regions=said)
            return Answer(here.text, NOT_FOUND, "none", text)
        asked = ask_back(here.text, "none", self.asking, here.said, here.regions)
        replies = {question: self._without_exception(question) for question in asked.suggestions}
        told = [question for question, reply in replies.items() if reply.status == ANSWERED]
        if len(told) > 1:
            return replace(asked, suggestions=tuple(told))
        question = next(iter(told or replies))
        return replace(replies[question], read_as=question)

    def _without_exception(self, text: str) -> Answer:
        """The answer without what the question excepts (除甲以外)."""
        found = answer_excepting(text, self.reply, self.names, self.asking)
        return found or self._on_level(text, self._in_plain_words(text))

    def _in_plain_words(self, text: str) -> Answer:
        """The answer; where there is none, that to the question in the plans' words (高企: 高新技术企业), if the graph has one."""
        found = self.reply(text)
        said = {word: told[0] for word, told in official_for(text).items() if told} if found.status == NOT_FOUND else {}
        if not said or found.intent == "denied":
            return found
        plain = text
        for word, told in said.items():
            plain = plain.replace(word, told)
        other = self.reply(plain)
        return replace(other, read_as=plain) if other.status == ANSWERED and other.query else found

    def _on_level(self, text: str, found: Answer) -> Answer:
        """The answer unless it is a figure of a district for a question about the whole city."""
        intent = next((one for one in self.asking.intents if one.name == found.intent), None)
        if found.status != ANSWERED or not intent or intent.handler not in COUNTED:
            return found
        if within_level(text, found, self.context.documents):
            return found
        loaded = dict.fromkeys(one.metadata.get("region", "") for one in self.context.documents.values())
        said = self.asking.message("beyond_level", said=said_level(text), regions="、".join(filter(None, loaded)))
        return Answer(found.question, NOT_FOUND, found.intent, said)
