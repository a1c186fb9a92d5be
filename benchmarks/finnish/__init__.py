"""How well Finnish words are understood, measured on treebanks in CoNLL-U."""
