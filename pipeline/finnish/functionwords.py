"""Closed lists: forms and words about which Voikko is misleading.

Own compilations, checked against the development parts of UD_Finnish-TDT, OOD and FTB. So figures
measured on those parts flatter the lists a little.
Kept to what is closed (function words, pronouns) or long settled (adjectives that began as
participles); a word of content that one document uses oddly has no place here.
"""

from __future__ import annotations

from types import MappingProxyType

# Adverbs, adpositions and conjunctions grown out of an inflected word (rule 2): Voikko would make
# *lisä* of ``lisäksi`` and *perä* of ``perässä``. A form is here when it is used as a function
# word far more often than as the form it once was; ``aikana`` and ``osalta`` are not.
FUNCTION_WORDS = frozenset(
    """
    aamuisin aikanaan aikoinaan ainakaan ainakin alapuolella alle alta aluksi alunperin arkisin
    arviolta edelle edelleen edellä edestä ehkäpä enempää ennakkoon ennenkuin ensiksi ensinnä
    ensinnäkin entuudestaan entäs epäilemättä erikseen esiin esille esimerkiksi eteen etukäteen
    hiukan hivenen hukkaan huolissaan hädin ihmeissään ikään ikäänkuin iltaisin innoissaan
    johdosta joko jonnekin jopa joskaan josko jälkikäteen kaikkein kaikkiaan kaikkialle
    kaikkialta kaksistaan kannalta karkuun kauaa kauemmas kauempaa kauempana kaukaa kaukana
    kautta kauttaaltaan keralla kerran keskelle keskeltä kesäisin keväisin kieltämättä kimppuun
    kohtaan kokonaan korkeintaan kotoa kotona kovin kuin kuluttua kunnolla kylläkin lailla
    liiaksi liikaa lisäksi lisää lomassa lopuksi lopulta luona lähelle läheltä lähemmäksi
    lähemmäs lähempänä lähinnä lävitse maanantaisin mahdollisimman meneillään mennessä
    mielellään miksi milloinkaan minne minnekään mitenkään monesti mukaan mukana muualle muualta
    niinkuin nojalla nykyisin ohella ohessa oikealla oikealle oikealta oikeastaan ollenkaan
    onneksi pahimmillaan paikoilleen paikoitellen paljon pariin perille perin perässä perästä
    pikkuisen pitkälle pitkään puhelimitse puitteissa puolesta puolestaan pystyssä pystyyn
    päivisin päälle päällä päältä pääosin radioitse riippumatta rinnalla rinnalle samalla sekaan
    sellaisenaan sieltä sijaan sijasta sillä sinne sisälle sisällä sisältä sisäpuolella sisään
    sittenkin sivuitse suhteen suinkaan suoraan suorastaan suunnilleen syksyisin syvälle syvällä
    sähköpostitse taakse takaa takaisin talvisin tarpeeksi tarpeen tasalla tasalle tervetuloa
    tienoilla tietenkin tietenkään tilalle todella toisaalta tosiaan tosin tosissaan tuolla
    tuolta tuonne turhaan tähden tänne täynnä täysin täältä ulkoa ulkona ulkopuolella
    ulkopuolelle ulkopuolelta ulottuvilla ulottuville usein vallan vanhastaan varalta varmaan
    varrella varrelle varrelta varsin varsinkaan varsinkin vasemmalla vasemmalle vasemmalta
    vastassa viereen vieressä vierestä viikonloppuisin vinossa vuorotellen vähemmän väliin
    välillä väliltä välissä välttämättä yhteen yhtäkkiä ylhäältä ylitse yläpuolella ympäriinsä
    ympärille ääreen äärellä ääressä öisin
    """.split()
)

# Participles that have become adjectives: *merkittävä* is no form of *merkitä* to a reader.
ADJECTIVES = frozenset(
    """
    elävä haastava hallitseva houkutteleva huolestuttava huomattava innostava innostunut jatkuva
    jännittävä järkyttävä kannattava kannustava kattava kehittävä kestävä kiehtova kiinnostava
    kiinnostunut kuormittava kuvaava loistava luotettava luultava merkittävä miellyttävä
    motivoitunut näkyvä näyttävä oikeutettu onnistunut osaava palkitseva poikkeava pysyvä
    päihtynyt pätevä ratkaiseva rauhoittava riippuvainen riittävä rohkaiseva seuraava siedettävä
    sitoutunut sitova sopiva sovittu suosittu syrjäytynyt syventävä tarvittava tietty toimiva
    toistuva tunnettu tuntuva tuottava tyydyttävä tyytyväinen täydentävä uhkaava uskottava
    vaativa vaihteleva vaikuttava vakuuttava valitettava vallitseva vastaava velvoittava
    viehättävä voimaannuttava väsynyt yhdistävä yhtenevä yllättävä ymmärrettävä
    """.split()
)

# The lemma where Voikko gives another base form of the same pronoun.
PRONOUNS = MappingProxyType(
    {
        "he": "hän",
        "ne": "se",
        "nämä": "tämä",
        "nuo": "tuo",
        "me": "minä",
        "te": "sinä",
        "ken": "kuka",
    }
)

# Pronouns that are words of their own with a clitic: *jokin* is not *joka*.
CLITIC_PRONOUNS = MappingProxyType(
    {
        ("joka", "Fkin"): "jokin",
        ("kuka", "Fkin"): "kukin",
        ("kuka", "Fkaan"): "kukaan",
        ("mikä", "Fkaan"): "mikään",
    }
)

# Readings that the grammar allows and hardly anybody means, as lemma and tag, or lemma and form:
# *voimassa* is of *voima*, not of *voida*; *vanhemmat* are parents; *kulta* and *kusta* are no
# longer forms of *kuka*; a year does not leak.
UNUSED = frozenset(
    {
        ("voida", "Tn3"),
        ("vanha", "Cc"),
        ("kuka", "kulta"),
        ("kuka", "kusta"),
        ("kuka", "kulla"),
        ("kuka", "kuna"),
        ("vuotaa", "vuosi"),
        ("vuode", "vuoteen"),
        ("tukea", "tuki"),
        ("tukea", "tuen"),
        ("uusia", "uusi"),
        ("pieniä", "pieni"),
        ("puhella", "puhelin"),
        ("muutto", "muutosta"),
        ("tulo", "tulosta"),
    }
)

# Forms with one lemma each: words as people say them, frequent in quotations from interviews,
# and one that Voikko does not see through.
FIXED_FORMS = MappingProxyType(
    {
        form: lemma
        for lemma, forms in (
            ("hyvä", "parasta"),
            ("hyvin", "paremmin parhaiten"),
            ("minä", "mä mää mun mua mul mulla mulle multa mussa"),
            ("sinä", "sä sää sun sua sulla sulle sulta"),
            ("tämä", "tää tän"),
            ("tuo", "ton"),
            ("olla", "oon oot oo ois olis"),
            ("sitten", "sit sitte"),
            ("niin", "nii ni"),
            ("niinkuin", "niinku"),
            ("nyt", "ny"),
            ("miksi", "miks"),
            ("mutta", "mut"),
            ("että", "ett"),
            ("vaan", "vaa"),
            ("oikeasti", "oikeesti"),
            ("kun", "ku"),
            ("yksi", "yks"),
        )
        for form in forms.split()
    }
)
