CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- A document: one content at a time, known by the hash of the first content seen.
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
    last_location TEXT NOT NULL DEFAULT ''   -- where it was when it last had a place
) STRICT;
CREATE INDEX document_state ON document (state);

-- Every content a document has had; the originals stay in the archive.
CREATE TABLE version (
    document_id TEXT NOT NULL REFERENCES document (id),
    number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    fetched TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
) STRICT;

-- Where documents are: a source's location, bound to a document once its bytes are known.
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
    PRIMARY KEY (source, location)
) STRICT;
CREATE INDEX place_document ON place (document_id);

-- Page 0 is the title. `forms` and `starts` are parallel arrays of uint32, little-endian.
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
    PRIMARY KEY (document_id, number)
) STRICT;

CREATE TABLE facet (
    document_id TEXT NOT NULL REFERENCES document (id),
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    score REAL NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (document_id, facet, value)
) STRICT;

-- The lexicon: each distinct (language, key) analysed once.
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
CREATE TABLE form_term (
    term TEXT NOT NULL,
    form_id INTEGER NOT NULL REFERENCES form (id),
    PRIMARY KEY (term, form_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX form_term_form ON form_term (form_id);

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '{}'
) STRICT;
