"""The review queue: grey pairs of the build, and judgements on them, kept in the ledger as `kg review` keeps them."""

import contextlib
import threading
from pathlib import Path

from kg.errors import KgError, UsageError
from kg.link.ledger import read_ledger, updated, write_ledger
from kg.model import Judgement, Verdict
from kg.pipeline.review import Answers, Question, ledger_home, review


class Judging:
    """The pairs of one build that nobody has judged yet, the likeliest first.

    The graph is compared once, when first asked for, and again when all that it gave is answered.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._first: threading.Thread | None = None
        self._open: tuple[Question, ...] | None = None
        self._answers = Answers()

    def home(self) -> Path | None:
        """The ledger's path; None if the build cannot tell."""
        try:
            return ledger_home(self._folder)
        except UsageError:
            return None

    def is_ready(self, patience: float) -> bool:
        """Whether the pairs are there, after at most so many seconds; of a large graph comparing takes minutes.

        An error while comparing comes up when the questions are asked for.
        """
        if self._open is not None:
            return True
        if self._first is None or not self._first.is_alive():
            self._first = threading.Thread(target=self._prepare, daemon=True)
            self._first.start()
        self._first.join(patience)
        return not self._first.is_alive()

    def _prepare(self) -> None:
        with contextlib.suppress(KgError):
            self.questions()

    def questions(self) -> tuple[Question, ...]:
        """The pairs still open.

        Raises:
            DataError: the ledger cannot be read.
            StoreError: the build is gone.
        """
        with self._lock:
            left = self._left()
            if self._open is None or (self._open and not left):
                home = self.home()
                lines = read_ledger(home) if home is not None and home.is_file() else ()
                self._open, self._answers = review(self._folder, lines).questions, Answers()
                left = self._left()
            return left

    def judge(self, one: str, other: str, verdict: Verdict, who: str = "") -> None:
        """Write a verdict on two keys into the ledger.

        Raises:
            UsageError: the pair is not among those asked, or the ledger's place is unknown.
            DataError: the ledger cannot be read.
        """
        asked = {(question.candidate.one, question.candidate.other) for question in self.questions()}
        judgement = Judgement(one, other, verdict, who)
        if judgement.pair not in asked:
            raise UsageError("that pair is not in the queue: look at the queue anew")
        with self._lock:
            home = ledger_home(self._folder)
            lines = read_ledger(home) if home.is_file() else ()
            write_ledger(home, updated(lines, [judgement]).values())
            self._answers.add(judgement)

    def _left(self) -> tuple[Question, ...]:
        asked = self._open or ()
        return tuple(one for one in asked if not self._answers.answer(one.candidate.one, one.candidate.other))
