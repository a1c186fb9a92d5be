"""Finnish words: tokens, readings, the choice of lemma, compound parts."""
