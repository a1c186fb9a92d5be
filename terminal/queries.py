"""The language of queries on a few lines, for the help of `search`."""

QUERIES = """\b
In a query:
  "lapsiperheiden palvelut"  these words in this order, in any inflection, or one compound;
                             "…"~2 with at most two words between
  neuvola OR koulu           either (or TAI); parentheses group; OR joins its neighbours only
  -koulu, NOT koulu          not in the document (or EI)
  koulu NEAR/5 tuki          at most five words between, in either order
  =osallisuuden, perhe*      exactly this form; every word that begins so
  title:neuvola              in the title (otsikko:)
  region:Kainuu year:2009    as the options, with theme: programme: kind: lang: project: source:
                             (alue: vuosi: teema: ohjelma: laji: kieli: hanke: lähde:)
"""
