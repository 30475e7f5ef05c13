"""The baselines that the coder is measured beside, all over the titles of the catalogue and one crosswalk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from graph.search.folding import fold, fold_words

# The groups of a written title, the best first.
Way = Callable[[str], list[str]]
# A name and the group it is in.
Pairs = Sequence[tuple[str, str]]
_LOOKED_AT, _GIVEN = 40, 5


def exact_after_folding(pairs: Pairs) -> Way:
    """Return the way of equal letters and digits, whatever their case and the signs between."""
    held: dict[str, list[str]] = {}
    for name, group in pairs:
        held.setdefault("".join(fold_words(name)), []).append(group)
    return lambda written: _distinct(held.get("".join(fold_words(written)), []))


def token_set(pairs: Pairs) -> Way:
    """Return the way of rapidfuzz's token_set_ratio."""
    names, groups = [fold(name) for name, _ in pairs], [group for _, group in pairs]

    def answer(written: str) -> list[str]:
        found = process.extract(fold(written), names, scorer=fuzz.token_set_ratio, limit=_LOOKED_AT)
        return _distinct(groups[place] for _, _, place in found)

    return answer


def tfidf(pairs: Pairs) -> Way:
    """Return the way of the nearest name by TF-IDF of character n-grams of two to four letters."""
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    vectors, groups = vectorizer.fit_transform([fold(name) for name, _ in pairs]), [group for _, group in pairs]

    def answer(written: str) -> list[str]:
        cosines = (vectors @ vectorizer.transform([fold(written)]).T).toarray().ravel()
        return _distinct(groups[place] for place in np.argsort(-cosines, kind="stable")[:_LOOKED_AT])

    return answer


def linear_classifier(pairs: Pairs) -> Way:
    """Return the way of a linear support vector machine on the same n-grams, trained on the names."""
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    vectors = vectorizer.fit_transform([fold(name) for name, _ in pairs])
    model = LinearSVC(tol=0.01).fit(vectors, [group for _, group in pairs])

    def answer(written: str) -> list[str]:
        scores = model.decision_function(vectorizer.transform([fold(written)]))[0]
        return [str(model.classes_[place]) for place in np.argsort(-scores, kind="stable")[:_GIVEN]]

    return answer


def _distinct(groups: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(groups))[:_GIVEN]


BASELINES: dict[str, Callable[[Pairs], Way]] = {
    "exact": exact_after_folding,
    "token_set": token_set,
    "tf-idf": tfidf,
    "classifier": linear_classifier,
}
