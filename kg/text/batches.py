"""Work on many texts at once: texts of like length together, a thread a core, results in the old order."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# The models let go of Python's lock while they reckon; what is between, which does not, leaves more threads waiting.
THREADS = min(4, os.cpu_count() or 1)
BLOCK = 16  # texts: enough that numpy's own cost a call is small, few enough that a short document fills all threads


def in_batches(
    work: Callable[[Sequence[Item]], Sequence[Result]],
    items: Sequence[Item],
    *,
    length: Callable[[Item], int],
    size: int = BLOCK,
) -> list[Result]:
    """One result an item, in order; `work` gets `size` items of like length, longest first, and gives a result for each.

    The longest go first so that no thread is left alone with them at the end.
    """
    order = sorted(range(len(items)), key=lambda index: -length(items[index]))
    blocks = [order[left : left + size] for left in range(0, len(order), size)]
    given: dict[int, Result] = {}
    with ThreadPoolExecutor(THREADS) as pool:  # starts no thread before it is asked to
        do = pool.map if len(blocks) > 1 else map  # a question is one block: threads would take longer than it does
        done = do(work, [[items[index] for index in block] for block in blocks])
        for block, results in zip(blocks, done, strict=True):
            given.update(zip(block, results, strict=True))
    return [given[index] for index in range(len(items))]
