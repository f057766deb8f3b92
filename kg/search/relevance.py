"""Which passages speak of what a query asks, whatever their rank: a score that means the same for every query."""

import numpy as np

from kg.search.fuse import Scores
from kg.search.scored import Rows, Scored

# A logistic regression over the channels' raw numbers, its weights put in units of the late channel's: the mean cosine
# of a question's tokens with their nearest in the passage, the root of the share of the most that its words could score,
# whether the passage mentions what the question names. The one vector of a passage added nothing beside its tokens.
WORDS, NAMED = 0.4, 0.08
# Learnt from the questions over five plans, 20 words that the plans use and 46 queries on what they do not speak of. At
# this threshold (.46, .50) a question finds .88 (.92, .87) of the passages that answer it and .71 (.79, .69) of all that
# were judged to speak of it, which are .33 (.23, .38) of what it finds: most was never judged. Words find 357 of the 359
# passages that hold them; of the 46, 40 find nothing and none more than two passages. Over the sample plans
# 155 of 161 passages that the search cases want are found, and something is of 18 of 60 themes that are not there (from .48 155
# and 20, from .50 152 and 16); `python -m train.thresholds search`. Another encoder needs another threshold.
THRESHOLD = 0.49
WORDS_ONLY = 0.18  # where the encoder has no vectors of tokens: a fifth of what the words could score
BATCH, FEW = 400, 0.01  # read on in the order of the first blend until a batch has fewer above the threshold than that


def relevance(scored: Scored, places: Rows) -> Scores:
    """Of each of these places of the scored rows how far it is above the threshold, below zero where it is not."""
    index, rows = scored.index, scored.rows[places]
    late = index.late_scores(scored.asked, rows)
    named = scored.lists["graph"][places] > 0 if "graph" in scored.lists else 0
    least = THRESHOLD if scored.asked.tokens and len(scored.asked.tokens[0]) else WORDS_ONLY
    told = late + WORDS * np.sqrt(scored.shares[places]) + NAMED * named - least
    return np.where(index.entries.columns.telling[rows] == 1, told, -1).astype(np.float32)
