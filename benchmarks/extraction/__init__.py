"""How much of the text comes out of documents whose text is known."""
