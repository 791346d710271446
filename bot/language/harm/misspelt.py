"""The English words of harm as they are misspelt: “herassing”, “beting”; in Kiswahili the patterns have their forms."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


MEANT = _words(
    """harass harasses harassed harassing harassment threaten threatens threatened threatening insults insulted
    insulting beating beaten abuses abused abusing touches touched touching molests molested molesting assault
    assaulted assaulting mistreat mistreats mistreated mistreating humiliates humiliated humiliating intimidates
    intimidated intimidating defiled defiling slapped slapping bullies bullied bullying complain complaint
    complaints"""
)
WORDS_OF_THEIR_OWN = _words(
    """bearing beaming belting betting boating bleating boasting amused amusing insulating insulated insists insisted
    insisting defined defied refined defining harness harnesses harnessed harnessing threading teaching teaches torches
    couches consults compliant complains moles bullet bullets slipped slipping flapping clapping abuser abusers"""
)
"""Those that are a slip away from one of these."""
ONE_SLIP, TWO_SLIPS = 6, 8
"""Letters from which on a word is one of these with so many slips; two only of the one that is misspelt most."""


@cache
def _with_initial(letter: str) -> tuple[str, ...]:
    return tuple(sorted(one for one in MEANT if one[0] == letter))


@lru_cache(maxsize=4096)
def spelt(word: str) -> str:
    """The word that is meant by a misspelt one; any other word as it is."""
    if len(word) < ONE_SLIP or word in WORDS_OF_THEIR_OWN or word in MEANT:
        return word
    most = 2 if len(word) >= TWO_SLIPS and word[0] == "h" else 1
    near = ((DamerauLevenshtein.distance(one, word, score_cutoff=most), one) for one in _with_initial(word[0]))
    slips, nearest = min(near, default=(most + 1, word))
    return nearest if slips <= most else word
