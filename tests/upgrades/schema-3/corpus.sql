-- A corpus of schema 3, as the program that knew no newer one left it.
BEGIN TRANSACTION;
CREATE TABLE copy (
    document_id TEXT PRIMARY KEY REFERENCES document (id),
    of TEXT NOT NULL REFERENCES document (id),
    kind TEXT NOT NULL,                      -- copy: the same text; edition: most of it
    similarity REAL NOT NULL
) STRICT;
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL,
    stage TEXT NOT NULL DEFAULT '',          -- of the failure, when quarantined,
    tried TEXT NOT NULL DEFAULT '',          -- with this version of the stage
    error TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL DEFAULT '',
    metadata TEXT NOT NULL DEFAULT '{}',
    links TEXT NOT NULL DEFAULT '[]',
    warnings TEXT NOT NULL DEFAULT '[]',
    extract_version TEXT NOT NULL DEFAULT '',
    analyse_version TEXT NOT NULL DEFAULT '',
    describe_version TEXT NOT NULL DEFAULT '',
    last_location TEXT NOT NULL DEFAULT '',  -- where it was when it last had a place
    outline TEXT NOT NULL DEFAULT '[]',
    partial TEXT NOT NULL DEFAULT '',        -- why pages are missing
    ocr_tried TEXT NOT NULL DEFAULT '',      -- the recogniser that has read its pictures
    sketch BLOB                              -- MinHash of its text, to find copies by
) STRICT;
INSERT INTO "document" VALUES('881ca236e3','881ca236e3d92e81934d5ab77c39f06e38078126f00286cc1946fee7d7743c7a','text/plain',250,1,'indexed','','','',0,'Perhekeskusten kehittäminen Kainuussa','{}','[]','[]','3','2','4+rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','/raportit/kainuu.txt','[]','','',X'');
INSERT INTO "document" VALUES('77bfa06442','77bfa064423c513fdb048b6d4a4007041f84b2ef5e62515673847590ea1b2b61','text/plain',134,1,'indexed','','','',0,'Neuvolat Lapissa','{}','[]','[]','3','2','4+rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','/raportit/lappi.txt','[]','','',X'');
INSERT INTO "document" VALUES('1231cd3268','1231cd3268de270f525eacba482c69fa3f46a88fd17e6d467d6bcf3bb033e712','text/plain',146,1,'indexed','','','',0,'Familjecenter i Österbotten','{}','[]','[]','3','2','4+rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','/raportit/osterbotten.txt','[]','','',X'');
CREATE TABLE facet (
    document_id TEXT NOT NULL REFERENCES document (id),
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    score REAL NOT NULL,
    evidence TEXT NOT NULL,
    chosen INTEGER NOT NULL DEFAULT 1,       -- 0: an alternative that was not sure enough
    PRIMARY KEY (document_id, facet, value)
) STRICT;
INSERT INTO "facet" VALUES('1231cd3268','region','Pohjanmaa',0.888,'[["\u00d6sterbotten", "text", "region", 1, 16, 27], ["Vasa", "text", "municipality", 1, 31, 35], ["\u00d6sterbotten", "title", "region", 0, 16, 27]]',1);
INSERT INTO "facet" VALUES('1231cd3268','municipality','Vaasa',0.456,'[["Vasa", "text", "municipality", 1, 31, 35]]',1);
INSERT INTO "facet" VALUES('1231cd3268','county','Pohjanmaan hyvinvointialue',0.456,'[["Vasa", "text", "municipality", 1, 31, 35]]',1);
INSERT INTO "facet" VALUES('1231cd3268','theme','perhekeskus',0.766,'[["Familjecenter", "title", "strong term", 0, 0, 13], ["Familjecenter", "text", "strong term", 1, 0, 13], ["familjecenter", "text", "strong term", 1, 49, 62]]',1);
INSERT INTO "facet" VALUES('1231cd3268','theme','koulu',0.55,'[["Skolan", "text", "strong term", 1, 72, 78]]',1);
INSERT INTO "facet" VALUES('1231cd3268','theme','neuvola',0.55,'[["barnr\u00e5dgivningen", "text", "strong term", 1, 83, 99]]',1);
INSERT INTO "facet" VALUES('1231cd3268','kind','other',0.5,'[["", "metadata", "nothing tells what it is", 0, 0, 0]]',1);
INSERT INTO "facet" VALUES('1231cd3268','language','sv',1.0,'[["Familjecenter i \u00d6sterbotten\n\nI Vasa \u00f6ppnades ett familjecenter \u00e5r 2014. Skolan o", "text", "18 of 18 words", 1, 0, 80]]',1);
INSERT INTO "facet" VALUES('881ca236e3','region','Kainuu',0.888,'[["Kainuussa", "text", "region", 1, 28, 37], ["Kajaanissa", "text", "municipality", 1, 53, 63], ["Kainuussa", "title", "region", 0, 28, 37]]',1);
INSERT INTO "facet" VALUES('881ca236e3','municipality','Kajaani',0.456,'[["Kajaanissa", "text", "municipality", 1, 53, 63]]',1);
INSERT INTO "facet" VALUES('881ca236e3','county','Kainuun hyvinvointialue',0.456,'[["Kajaanissa", "text", "municipality", 1, 53, 63]]',1);
INSERT INTO "facet" VALUES('881ca236e3','theme','perhekeskus',0.776,'[["Perhekeskusten", "title", "strong term", 0, 0, 14], ["Perhekeskusten", "text", "strong term", 1, 0, 14], ["perhekeskus", "text", "strong term", 1, 73, 84]]',1);
INSERT INTO "facet" VALUES('881ca236e3','theme','perhetyo',0.583,'[["Lapsiperheille palveluja", "text", "strong term", 1, 98, 122], ["kotipalvelu", "text", "weak term", 1, 144, 155]]',1);
INSERT INTO "facet" VALUES('881ca236e3','theme','neuvola',0.55,'[["neuvola", "text", "strong term", 1, 133, 140]]',1);
INSERT INTO "facet" VALUES('881ca236e3','kind','loppuraportti',0.774,'[["Loppuraportti", "text", "calls itself", 1, 38, 51]]',1);
INSERT INTO "facet" VALUES('881ca236e3','kind','other',0.5,'[["", "metadata", "nothing tells what it is", 0, 0, 0]]',0);
INSERT INTO "facet" VALUES('881ca236e3','language','fi',1.0,'[["Perhekeskusten kehitt\u00e4minen Kainuussa\nLoppuraportti\n\nKajaanissa avattiin perheke", "text", "23 of 23 words", 1, 0, 80]]',1);
INSERT INTO "facet" VALUES('77bfa06442','region','Lappi',0.888,'[["Lapissa", "text", "region", 1, 9, 16], ["Rovaniemen", "text", "municipality", 1, 18, 28], ["Lapissa", "title", "region", 0, 9, 16]]',1);
INSERT INTO "facet" VALUES('77bfa06442','municipality','Rovaniemi',0.456,'[["Rovaniemen", "text", "municipality", 1, 18, 28]]',1);
INSERT INTO "facet" VALUES('77bfa06442','county','Lapin hyvinvointialue',0.456,'[["Rovaniemen", "text", "municipality", 1, 18, 28]]',1);
INSERT INTO "facet" VALUES('77bfa06442','theme','neuvola',0.794,'[["Neuvolat", "title", "strong term", 0, 0, 8], ["Neuvolat", "text", "strong term", 1, 0, 8], ["neuvolassa", "text", "strong term", 1, 29, 39]]',1);
INSERT INTO "facet" VALUES('77bfa06442','period','2012-2013',0.693,'[["2012\u20132013", "text", "years named", 1, 82, 91]]',1);
INSERT INTO "facet" VALUES('77bfa06442','year','2012',0.693,'[["2012\u20132013", "text", "years named", 1, 82, 91]]',1);
INSERT INTO "facet" VALUES('77bfa06442','year','2013',0.693,'[["2012\u20132013", "text", "years named", 1, 82, 91]]',1);
INSERT INTO "facet" VALUES('77bfa06442','kind','other',0.5,'[["", "metadata", "nothing tells what it is", 0, 0, 0]]',1);
INSERT INTO "facet" VALUES('77bfa06442','language','fi',1.0,'[["Neuvolat Lapissa\n\nRovaniemen neuvolassa kokeiltiin uutta perhevalmennusta vuosin", "text", "15 of 15 words", 1, 0, 80]]',1);
CREATE TABLE form (
    id INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    key TEXT NOT NULL,                       -- the form, with its context where that tells more
    form TEXT NOT NULL,
    mended TEXT NOT NULL,
    analyzer TEXT NOT NULL,
    lemmas TEXT NOT NULL,
    parts TEXT NOT NULL,
    UNIQUE (language, key)
) STRICT;
INSERT INTO "form" VALUES(1,'sv','Familjecenter','Familjecenter','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["familjecenter", "familjecent"]','[]');
INSERT INTO "form" VALUES(2,'sv','i','i','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["i"]','[]');
INSERT INTO "form" VALUES(3,'sv','Österbotten','Österbotten','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["österbotten"]','[]');
INSERT INTO "form" VALUES(4,'sv','2014','2014','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["2014"]','[]');
INSERT INTO "form" VALUES(5,'sv','I','I','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["i"]','[]');
INSERT INTO "form" VALUES(6,'sv','Skolan','Skolan','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["skola", "skolan"]','[]');
INSERT INTO "form" VALUES(7,'sv','Vasa','Vasa','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["vasa"]','[]');
INSERT INTO "form" VALUES(8,'sv','arbetade','arbetade','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["arbeta", "arbetade"]','[]');
INSERT INTO "form" VALUES(9,'sv','barnens','barnens','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["barn", "barnens"]','[]');
INSERT INTO "form" VALUES(10,'sv','barnrådgivningen','barnrådgivningen','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["barnrådgivning", "barnrådgivningen"]','[]');
INSERT INTO "form" VALUES(11,'sv','bästa','bästa','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["bra", "bästa"]','[]');
INSERT INTO "form" VALUES(12,'sv','ett','ett','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["en", "ett"]','[]');
INSERT INTO "form" VALUES(13,'sv','familjecenter','familjecenter','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["familjecenter", "familjecent"]','[]');
INSERT INTO "form" VALUES(14,'sv','för','för','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["för"]','[]');
INSERT INTO "form" VALUES(15,'sv','och','och','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["och"]','[]');
INSERT INTO "form" VALUES(16,'sv','tillsammans','tillsammans','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["tillsammans"]','[]');
INSERT INTO "form" VALUES(17,'sv','år','år','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["år"]','[]');
INSERT INTO "form" VALUES(18,'sv','öppnades','öppnades','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["öppna", "öppnades"]','[]');
INSERT INTO "form" VALUES(19,'fi','Kainuussa','Kainuussa','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["kainuu"]','[]');
INSERT INTO "form" VALUES(20,'fi','Perhekeskusten','Perhekeskusten','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["perhekeskus"]','[["perhe", 0, 5], ["keskus", 5, 14]]');
INSERT INTO "form" VALUES(21,'fi','kehittäminen','kehittäminen','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["kehittäminen"]','[]');
INSERT INTO "form" VALUES(22,'fi','2010','2010','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["2010"]','[]');
INSERT INTO "form" VALUES(23,'fi','Kajaanissa','Kajaanissa','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["kajaani"]','[]');
INSERT INTO "form" VALUES(24,'fi','Lapsiperheille','Lapsiperheille','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["lapsiperhe"]','[["lapsi", 0, 5], ["perhe", 5, 14]]');
INSERT INTO "form" VALUES(25,'fi','Loppuraportti','Loppuraportti','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["loppuraportti"]','[["loppu", 0, 5], ["raportti", 5, 13]]');
INSERT INTO "form" VALUES(26,'fi','Vanhempainilloissa','Vanhempainilloissa','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["vanhempainilta"]','[["vanhempi", 0, 10], ["ilta", 10, 18]]');
INSERT INTO "form" VALUES(27,'fi','avattiin','avattiin','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["avata"]','[]');
INSERT INTO "form" VALUES(28,'fi','avoin','avoin','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["avoin"]','[]');
INSERT INTO "form" VALUES(29,'fi','että','että','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["että"]','[]');
INSERT INTO "form" VALUES(30,'fi','iltaisin','iltaisin','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["iltaisin"]','[]');
INSERT INTO "form" VALUES(31,'fi','ja','ja','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["ja"]','[]');
INSERT INTO "form" VALUES(32,'fi','kohtaamispaikka','kohtaamispaikka','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["kohtaamispaikka"]','[["kohtaaminen", 0, 9], ["paikka", 9, 15]]');
INSERT INTO "form" VALUES(33,'fi','kotipalvelu','kotipalvelu','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["kotipalvelu"]','[["koti", 0, 4], ["palvelu", 4, 11]]');
INSERT INTO "form" VALUES(34,'fi','kuultiin','kuultiin','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["kuulla"]','[]');
INSERT INTO "form" VALUES(35,'fi','lievitti','lievitti','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["lievittää"]','[]');
INSERT INTO "form" VALUES(36,'fi','neuvola','neuvola','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["neuvola"]','[]');
INSERT INTO "form" VALUES(37,'fi','palveluja','palveluja','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["palvelu"]','[]');
INSERT INTO "form" VALUES(38,'fi','perhekeskus','perhekeskus','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["perhekeskus"]','[["perhe", 0, 5], ["keskus", 5, 11]]');
INSERT INTO "form" VALUES(39,'fi','tarjoavat','tarjoavat','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["tarjota"]','[]');
INSERT INTO "form" VALUES(40,'fi','vuonna','vuonna','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["vuosi"]','[]');
INSERT INTO "form" VALUES(41,'fi','yksinäisyyttä','yksinäisyyttä','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["yksinäisyys"]','[]');
INSERT INTO "form" VALUES(42,'fi','Lapissa','Lapissa','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["lappi"]','[]');
INSERT INTO "form" VALUES(43,'fi','Neuvolat','Neuvolat','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["neuvola"]','[]');
INSERT INTO "form" VALUES(44,'fi','2012','2012','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["2012"]','[]');
INSERT INTO "form" VALUES(45,'fi','2013','2013','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["2013"]','[]');
INSERT INTO "form" VALUES(46,'fi','Isät','Isät','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["isä"]','[]');
INSERT INTO "form" VALUES(47,'fi','Rovaniemen','Rovaniemen','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["rovaniemi"]','[]');
INSERT INTO "form" VALUES(48,'fi','aiempaa','aiempaa','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["aiempi"]','[]');
INSERT INTO "form" VALUES(49,'fi','kokeiltiin','kokeiltiin','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["kokeilla"]','[]');
INSERT INTO "form" VALUES(50,'fi','mukaan','mukaan','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["mukaan"]','[]');
INSERT INTO "form" VALUES(51,'fi','neuvolassa','neuvolassa','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["neuvola"]','[]');
INSERT INTO "form" VALUES(52,'fi','perhevalmennusta','perhevalmennusta','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["perhevalmennus"]','[["perhe", 0, 5], ["valmennus", 5, 16]]');
INSERT INTO "form" VALUES(53,'fi','tulivat','tulivat','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["tulla"]','[]');
INSERT INTO "form" VALUES(54,'fi','useammin','useammin','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["usea"]','[]');
INSERT INTO "form" VALUES(55,'fi','uutta','uutta','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["uusi"]','[]');
INSERT INTO "form" VALUES(56,'fi','vuosina','vuosina','','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard','["vuosi"]','[]');
CREATE TABLE form_term (
    term TEXT NOT NULL,
    form_id INTEGER NOT NULL REFERENCES form (id),
    PRIMARY KEY (term, form_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "form_term" VALUES('=familjecenter',1);
INSERT INTO "form_term" VALUES('familjecent',1);
INSERT INTO "form_term" VALUES('familjecenter',1);
INSERT INTO "form_term" VALUES('=i',2);
INSERT INTO "form_term" VALUES('i',2);
INSERT INTO "form_term" VALUES('=österbotten',3);
INSERT INTO "form_term" VALUES('österbotten',3);
INSERT INTO "form_term" VALUES('2014',4);
INSERT INTO "form_term" VALUES('=2014',4);
INSERT INTO "form_term" VALUES('=i',5);
INSERT INTO "form_term" VALUES('i',5);
INSERT INTO "form_term" VALUES('=skolan',6);
INSERT INTO "form_term" VALUES('skola',6);
INSERT INTO "form_term" VALUES('skolan',6);
INSERT INTO "form_term" VALUES('=vasa',7);
INSERT INTO "form_term" VALUES('vasa',7);
INSERT INTO "form_term" VALUES('=arbetade',8);
INSERT INTO "form_term" VALUES('arbeta',8);
INSERT INTO "form_term" VALUES('arbetade',8);
INSERT INTO "form_term" VALUES('=barnens',9);
INSERT INTO "form_term" VALUES('barn',9);
INSERT INTO "form_term" VALUES('barnens',9);
INSERT INTO "form_term" VALUES('=barnrådgivningen',10);
INSERT INTO "form_term" VALUES('barnrådgivning',10);
INSERT INTO "form_term" VALUES('barnrådgivningen',10);
INSERT INTO "form_term" VALUES('=bästa',11);
INSERT INTO "form_term" VALUES('bra',11);
INSERT INTO "form_term" VALUES('bästa',11);
INSERT INTO "form_term" VALUES('=ett',12);
INSERT INTO "form_term" VALUES('en',12);
INSERT INTO "form_term" VALUES('ett',12);
INSERT INTO "form_term" VALUES('=familjecenter',13);
INSERT INTO "form_term" VALUES('familjecent',13);
INSERT INTO "form_term" VALUES('familjecenter',13);
INSERT INTO "form_term" VALUES('=för',14);
INSERT INTO "form_term" VALUES('för',14);
INSERT INTO "form_term" VALUES('=och',15);
INSERT INTO "form_term" VALUES('och',15);
INSERT INTO "form_term" VALUES('=tillsammans',16);
INSERT INTO "form_term" VALUES('tillsammans',16);
INSERT INTO "form_term" VALUES('=år',17);
INSERT INTO "form_term" VALUES('år',17);
INSERT INTO "form_term" VALUES('=öppnades',18);
INSERT INTO "form_term" VALUES('öppna',18);
INSERT INTO "form_term" VALUES('öppnades',18);
INSERT INTO "form_term" VALUES('=kainuussa',19);
INSERT INTO "form_term" VALUES('kainuu',19);
INSERT INTO "form_term" VALUES('=perhekeskusten',20);
INSERT INTO "form_term" VALUES('keskus',20);
INSERT INTO "form_term" VALUES('perhe',20);
INSERT INTO "form_term" VALUES('perhekeskus',20);
INSERT INTO "form_term" VALUES('=kehittäminen',21);
INSERT INTO "form_term" VALUES('kehittäminen',21);
INSERT INTO "form_term" VALUES('2010',22);
INSERT INTO "form_term" VALUES('=2010',22);
INSERT INTO "form_term" VALUES('=kajaanissa',23);
INSERT INTO "form_term" VALUES('kajaani',23);
INSERT INTO "form_term" VALUES('=lapsiperheille',24);
INSERT INTO "form_term" VALUES('lapsi',24);
INSERT INTO "form_term" VALUES('lapsiperhe',24);
INSERT INTO "form_term" VALUES('perhe',24);
INSERT INTO "form_term" VALUES('=loppuraportti',25);
INSERT INTO "form_term" VALUES('loppu',25);
INSERT INTO "form_term" VALUES('loppuraportti',25);
INSERT INTO "form_term" VALUES('raportti',25);
INSERT INTO "form_term" VALUES('=vanhempainilloissa',26);
INSERT INTO "form_term" VALUES('ilta',26);
INSERT INTO "form_term" VALUES('vanhempainilta',26);
INSERT INTO "form_term" VALUES('vanhempi',26);
INSERT INTO "form_term" VALUES('=avattiin',27);
INSERT INTO "form_term" VALUES('avata',27);
INSERT INTO "form_term" VALUES('=avoin',28);
INSERT INTO "form_term" VALUES('avoin',28);
INSERT INTO "form_term" VALUES('=että',29);
INSERT INTO "form_term" VALUES('että',29);
INSERT INTO "form_term" VALUES('=iltaisin',30);
INSERT INTO "form_term" VALUES('iltaisin',30);
INSERT INTO "form_term" VALUES('=ja',31);
INSERT INTO "form_term" VALUES('ja',31);
INSERT INTO "form_term" VALUES('=kohtaamispaikka',32);
INSERT INTO "form_term" VALUES('kohtaaminen',32);
INSERT INTO "form_term" VALUES('kohtaamispaikka',32);
INSERT INTO "form_term" VALUES('paikka',32);
INSERT INTO "form_term" VALUES('=kotipalvelu',33);
INSERT INTO "form_term" VALUES('koti',33);
INSERT INTO "form_term" VALUES('kotipalvelu',33);
INSERT INTO "form_term" VALUES('palvelu',33);
INSERT INTO "form_term" VALUES('=kuultiin',34);
INSERT INTO "form_term" VALUES('kuulla',34);
INSERT INTO "form_term" VALUES('=lievitti',35);
INSERT INTO "form_term" VALUES('lievittää',35);
INSERT INTO "form_term" VALUES('=neuvola',36);
INSERT INTO "form_term" VALUES('neuvola',36);
INSERT INTO "form_term" VALUES('=palveluja',37);
INSERT INTO "form_term" VALUES('palvelu',37);
INSERT INTO "form_term" VALUES('=perhekeskus',38);
INSERT INTO "form_term" VALUES('keskus',38);
INSERT INTO "form_term" VALUES('perhe',38);
INSERT INTO "form_term" VALUES('perhekeskus',38);
INSERT INTO "form_term" VALUES('=tarjoavat',39);
INSERT INTO "form_term" VALUES('tarjota',39);
INSERT INTO "form_term" VALUES('=vuonna',40);
INSERT INTO "form_term" VALUES('vuosi',40);
INSERT INTO "form_term" VALUES('=yksinäisyyttä',41);
INSERT INTO "form_term" VALUES('yksinäisyys',41);
INSERT INTO "form_term" VALUES('=lapissa',42);
INSERT INTO "form_term" VALUES('lappi',42);
INSERT INTO "form_term" VALUES('=neuvolat',43);
INSERT INTO "form_term" VALUES('neuvola',43);
INSERT INTO "form_term" VALUES('2012',44);
INSERT INTO "form_term" VALUES('=2012',44);
INSERT INTO "form_term" VALUES('2013',45);
INSERT INTO "form_term" VALUES('=2013',45);
INSERT INTO "form_term" VALUES('=isät',46);
INSERT INTO "form_term" VALUES('isä',46);
INSERT INTO "form_term" VALUES('=rovaniemen',47);
INSERT INTO "form_term" VALUES('rovaniemi',47);
INSERT INTO "form_term" VALUES('=aiempaa',48);
INSERT INTO "form_term" VALUES('aiempi',48);
INSERT INTO "form_term" VALUES('=kokeiltiin',49);
INSERT INTO "form_term" VALUES('kokeilla',49);
INSERT INTO "form_term" VALUES('=mukaan',50);
INSERT INTO "form_term" VALUES('mukaan',50);
INSERT INTO "form_term" VALUES('=neuvolassa',51);
INSERT INTO "form_term" VALUES('neuvola',51);
INSERT INTO "form_term" VALUES('=perhevalmennusta',52);
INSERT INTO "form_term" VALUES('perhe',52);
INSERT INTO "form_term" VALUES('perhevalmennus',52);
INSERT INTO "form_term" VALUES('valmennus',52);
INSERT INTO "form_term" VALUES('=tulivat',53);
INSERT INTO "form_term" VALUES('tulla',53);
INSERT INTO "form_term" VALUES('=useammin',54);
INSERT INTO "form_term" VALUES('usea',54);
INSERT INTO "form_term" VALUES('=uutta',55);
INSERT INTO "form_term" VALUES('uusi',55);
INSERT INTO "form_term" VALUES('=vuosina',56);
INSERT INTO "form_term" VALUES('vuosi',56);
CREATE TABLE frontier (
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    crawl INTEGER NOT NULL,                  -- the last crawl that met it,
    place INTEGER NOT NULL,                  -- its place in the queue of that crawl
    depth INTEGER NOT NULL,
    hops INTEGER NOT NULL,                   -- redirects that led here
    kind TEXT NOT NULL,                      -- page, attachment, sitemap
    state TEXT NOT NULL,                     -- waiting, later, aside, fetched, done
    outcome TEXT NOT NULL DEFAULT '',        -- one line: why there is nothing
    was TEXT NOT NULL DEFAULT '',            -- the known address that has moved here
    sha256 TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT '{}',
    metadata TEXT NOT NULL DEFAULT '{}',
    links TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (source, url)
) STRICT, WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO "meta" VALUES('analyzer','rules 2, words 7c09422a, libvoikko 4.3.1 fi-standard');
INSERT INTO "meta" VALUES('revision','4');
CREATE TABLE moved (
    source TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (source, old)
) STRICT;
CREATE TABLE note (
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (source, key)
) STRICT;
CREATE TABLE origin (
    document_id TEXT NOT NULL REFERENCES document (id),
    number INTEGER NOT NULL,                 -- of the version
    source TEXT NOT NULL,
    location TEXT NOT NULL,
    url TEXT NOT NULL,                       -- the address that answered
    status INTEGER NOT NULL,
    fetched TEXT NOT NULL,
    tool TEXT NOT NULL,                      -- what fetched them, with its version
    http TEXT NOT NULL,                      -- what the server said of them
    PRIMARY KEY (document_id, number)
) STRICT;
INSERT INTO "origin" VALUES('881ca236e3',1,'folder','/raportit/kainuu.txt','',0,'2026-11-23T09:32:11+00:00','hankemuisti 0.1.0','{}');
INSERT INTO "origin" VALUES('77bfa06442',1,'folder','/raportit/lappi.txt','',0,'2026-11-23T09:32:11+00:00','hankemuisti 0.1.0','{}');
INSERT INTO "origin" VALUES('1231cd3268',1,'folder','/raportit/osterbotten.txt','',0,'2026-11-23T09:32:11+00:00','hankemuisti 0.1.0','{}');
CREATE TABLE override (
    document_id TEXT NOT NULL REFERENCES document (id),
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    action TEXT NOT NULL,                    -- set, unset
    note TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (document_id, facet, value)
) STRICT;
INSERT INTO "override" VALUES('881ca236e3','region','Lappi','set','Rovaniemeltä käsin','Kokeilija','2026-11-23T09:32:44+00:00');
CREATE TABLE page (
    document_id TEXT NOT NULL REFERENCES document (id),
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    language TEXT NOT NULL,
    method TEXT NOT NULL,
    quality REAL NOT NULL,
    headings TEXT NOT NULL,
    text TEXT NOT NULL,
    forms BLOB,
    starts BLOB,
    notes TEXT NOT NULL DEFAULT '[]',
    tables TEXT NOT NULL DEFAULT '[]',
    faults TEXT NOT NULL DEFAULT '[]',
    confidence REAL,
    PRIMARY KEY (document_id, number)
) STRICT;
INSERT INTO "page" VALUES('1231cd3268',0,'','sv','title',1.0,'[]','Familjecenter i Österbotten',X'010000000200000003000000',X'000000000E00000010000000','[]','[]','[]',NULL);
INSERT INTO "page" VALUES('1231cd3268',1,'','sv','plain',1.0,'[]','Familjecenter i Österbotten

I Vasa öppnades ett familjecenter år 2014. Skolan och barnrådgivningen arbetade tillsammans för barnens bästa.',X'0100000002000000030000000500000007000000120000000C0000000D0000001100000004000000060000000F0000000A00000008000000100000000E000000090000000B000000',X'000000000E000000100000001D0000001F000000240000002D000000310000003F00000042000000480000004F00000053000000640000006D000000790000007D00000085000000','[]','[]','[]',NULL);
INSERT INTO "page" VALUES('881ca236e3',0,'','fi','title',1.0,'[]','Perhekeskusten kehittäminen Kainuussa',X'140000001500000013000000',X'000000000F0000001C000000','[]','[]','[]',NULL);
INSERT INTO "page" VALUES('881ca236e3',1,'','fi','plain',1.0,'[]','Perhekeskusten kehittäminen Kainuussa
Loppuraportti

Kajaanissa avattiin perhekeskus vuonna 2010. Lapsiperheille palveluja tarjoavat neuvola ja kotipalvelu. Vanhempainilloissa kuultiin, että iltaisin avoin kohtaamispaikka lievitti yksinäisyyttä.',X'14000000150000001300000019000000170000001B000000260000002800000016000000180000002500000027000000240000001F000000210000001A000000220000001D0000001E0000001C000000200000002300000029000000',X'000000000F0000001C00000026000000350000004000000049000000550000005C00000062000000710000007B000000850000008D000000900000009D000000B0000000BA000000BF000000C8000000CE000000DE000000E7000000','[]','[]','[]',NULL);
INSERT INTO "page" VALUES('77bfa06442',0,'','fi','title',1.0,'[]','Neuvolat Lapissa',X'2B0000002A000000',X'0000000009000000','[]','[]','[]',NULL);
INSERT INTO "page" VALUES('77bfa06442',1,'','fi','plain',1.0,'[]','Neuvolat Lapissa

Rovaniemen neuvolassa kokeiltiin uutta perhevalmennusta vuosina 2012–2013. Isät tulivat mukaan aiempaa useammin.',X'2B0000002A0000002F00000033000000310000003700000034000000380000002C0000002D0000002E00000035000000320000003000000036000000',X'0000000009000000120000001D0000002800000033000000390000004A00000052000000570000005D000000620000006A0000007100000079000000','[]','[]','[]',NULL);
CREATE TABLE place (
    source TEXT NOT NULL,
    location TEXT NOT NULL,
    document_id TEXT REFERENCES document (id),
    state TEXT NOT NULL,                     -- discovered, fetched, quarantined
    gone INTEGER NOT NULL DEFAULT 0,
    fingerprint TEXT NOT NULL DEFAULT '',
    metadata TEXT NOT NULL DEFAULT '{}',
    error TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    first_run INTEGER NOT NULL,
    last_run INTEGER NOT NULL,
    etag TEXT NOT NULL DEFAULT '',           -- of the bytes bound to it
    last_modified TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',            -- the address that answered
    status INTEGER NOT NULL DEFAULT 0,
    http TEXT NOT NULL DEFAULT '{}',         -- what the server said beside
    fetched TEXT NOT NULL DEFAULT '',        -- when the bytes were had
    confirmed TEXT NOT NULL DEFAULT '',      -- when they were last known to be the same
    why_gone TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (source, location)
) STRICT;
INSERT INTO "place" VALUES('folder','/raportit/kainuu.txt','881ca236e3','fetched',0,'250:1795426329407557685:1795426329407557685','{}','',0,1,1,'','','',0,'{}','2026-11-23T09:32:11+00:00','2026-11-23T09:32:11+00:00','');
INSERT INTO "place" VALUES('folder','/raportit/lappi.txt','77bfa06442','fetched',0,'134:1795426329407614821:1795426329407614821','{}','',0,1,1,'','','',0,'{}','2026-11-23T09:32:11+00:00','2026-11-23T09:32:11+00:00','');
INSERT INTO "place" VALUES('folder','/raportit/osterbotten.txt','1231cd3268','fetched',0,'146:1795426329407654776:1795426329407654776','{}','',0,1,1,'','','',0,'{}','2026-11-23T09:32:11+00:00','2026-11-23T09:32:11+00:00','');
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '{}'
) STRICT;
INSERT INTO "run" VALUES(1,'ingest .','2026-11-23T09:32:11+00:00','2026-11-23T09:32:13+00:00','{"discovered": 3, "unchanged": 0, "new": 3, "changed": 0, "duplicates": 0, "gone": 0, "replaced": 0, "failed": 0, "extracted": 3, "recognised": 0, "described": 3, "quarantined": [], "source_errors": {}, "stages": [{"name": "reading folder", "steps": 3, "seconds": 0.04}, {"name": "extracting", "steps": 3, "seconds": 2.387}, {"name": "indexing", "steps": 3, "seconds": 0.031}, {"name": "counting words", "steps": 0, "seconds": 0.033}], "slowest": [{"seconds": 1.539, "stage": "describe", "location": "/raportit/osterbotten.txt"}, {"seconds": 0.725, "stage": "extract", "location": "/raportit/osterbotten.txt"}, {"seconds": 0.718, "stage": "extract", "location": "/raportit/lappi.txt"}, {"seconds": 0.012, "stage": "describe", "location": "/raportit/lappi.txt"}, {"seconds": 0.009, "stage": "describe", "location": "/raportit/kainuu.txt"}, {"seconds": 0.008, "stage": "extract", "location": "/raportit/kainuu.txt"}]}');
CREATE TABLE version (
    document_id TEXT NOT NULL REFERENCES document (id),
    number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    fetched TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
) STRICT;
INSERT INTO "version" VALUES('881ca236e3',1,'881ca236e3d92e81934d5ab77c39f06e38078126f00286cc1946fee7d7743c7a',250,'text/plain','2026-11-23T09:32:11+00:00');
INSERT INTO "version" VALUES('77bfa06442',1,'77bfa064423c513fdb048b6d4a4007041f84b2ef5e62515673847590ea1b2b61',134,'text/plain','2026-11-23T09:32:11+00:00');
INSERT INTO "version" VALUES('1231cd3268',1,'1231cd3268de270f525eacba482c69fa3f46a88fd17e6d467d6bcf3bb033e712',146,'text/plain','2026-11-23T09:32:11+00:00');
CREATE INDEX document_state ON document (state);
CREATE INDEX place_document ON place (document_id);
CREATE INDEX frontier_queue ON frontier (source, crawl, state, depth, place);
CREATE INDEX page_faults ON page (document_id) WHERE faults != '[]';
CREATE INDEX copy_of ON copy (of);
CREATE INDEX form_term_form ON form_term (form_id);
COMMIT;
PRAGMA user_version = 3;
