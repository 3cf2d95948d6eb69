"""How far the looks of a claim give its label away: its words, and how many of them the passage has.

Who writes false claims leaves traces ("Annotation Artifacts in Natural Language Inference Data", Gururangan
et al. 2018). Their logit is added to the network's in training, so that it learns what they do not tell: a
product of experts (Clark, Yatskar and Zettlemoyer 2019, "Don't Take the Easy Way Out").
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from rag.terms import stems, words
from training.support.claims import Claim

PARTS = 5  # of the claims; each part is judged by what the others betray
RARE = 3  # claims; words in fewer are left out
TEXT_WEIGHT = 3.0  # of the words beside the overlap


def betrayed(claims: Sequence[Claim]) -> list[float]:
    """The logit of "supported" for each claim, learned from claims about other passages."""
    told = TfidfVectorizer(ngram_range=(1, 2), min_df=RARE, token_pattern=r"\b\w+\b|[,;]").fit_transform(
        [claim.text for claim in claims]
    )
    inputs = hstack([told * TEXT_WEIGHT, csr_matrix(np.array([_overlap(claim) for claim in claims]))])
    scores = cross_val_predict(
        LogisticRegression(max_iter=500),
        inputs.tocsr(),
        [claim.supported for claim in claims],
        groups=[claim.passage.text for claim in claims],
        cv=GroupKFold(PARTS),
        method="decision_function",
    )
    return [float(score) for score in scores]


def _overlap(claim: Claim) -> tuple[float, ...]:
    """Shares of the claim's words and pairs of words that the passage has; its length; their squares."""
    said = [word.stem for word in words(claim.text) if not word.stop]
    there = [word.stem for word in words(claim.passage.text) if not word.stop]
    known = stems(claim.passage.title).union(there)
    pairs, known_pairs = list(zip(said, said[1:], strict=False)), set(zip(there, there[1:], strict=False))
    one = sum(stem in known for stem in said) / max(len(said), 1)
    two = sum(pair in known_pairs for pair in pairs) / max(len(pairs), 1)
    return one, two, len(said) / 20, one * one, two * two
