"""The tables of the corpus database, and how those of older versions become the present ones."""

from __future__ import annotations

import types
from collections.abc import Mapping

SCHEMA_VERSION = 3

SCHEMA = """
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
    last_location TEXT NOT NULL DEFAULT '',  -- where it was when it last had a place
    outline TEXT NOT NULL DEFAULT '[]',
    partial TEXT NOT NULL DEFAULT '',        -- why pages are missing
    ocr_tried TEXT NOT NULL DEFAULT '',      -- the recogniser that has read its pictures
    sketch BLOB                              -- MinHash of its text, to find copies by
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

-- Where each of them was had first, and how.
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
CREATE INDEX place_document ON place (document_id);

-- Where places have moved to, since sources go on naming the old location.
CREATE TABLE moved (
    source TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (source, old)
) STRICT;

-- What a source remembers: where a harvest stopped, for instance.
CREATE TABLE note (
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (source, key)
) STRICT;

-- The pages of a crawled site: what to fetch, what was fetched, where it led.
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
CREATE INDEX frontier_queue ON frontier (source, crawl, state, depth, place);

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
    notes TEXT NOT NULL DEFAULT '[]',
    tables TEXT NOT NULL DEFAULT '[]',
    faults TEXT NOT NULL DEFAULT '[]',
    confidence REAL,
    PRIMARY KEY (document_id, number)
) STRICT;

-- So that what is wrong is told without reading past every page's text.
CREATE INDEX page_faults ON page (document_id) WHERE faults != '[]';

CREATE TABLE facet (
    document_id TEXT NOT NULL REFERENCES document (id),
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    score REAL NOT NULL,
    evidence TEXT NOT NULL,
    chosen INTEGER NOT NULL DEFAULT 1,       -- 0: an alternative that was not sure enough
    PRIMARY KEY (document_id, facet, value)
) STRICT;

-- What a person decided against what was read; survives every run.
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

-- Documents with the text of another: found anew in every run.
CREATE TABLE copy (
    document_id TEXT PRIMARY KEY REFERENCES document (id),
    of TEXT NOT NULL REFERENCES document (id),
    kind TEXT NOT NULL,                      -- copy: the same text; edition: most of it
    similarity REAL NOT NULL
) STRICT;
CREATE INDEX copy_of ON copy (of);

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
"""

MIGRATIONS: Mapping[int, str] = types.MappingProxyType(
    {
        1: """
ALTER TABLE document ADD COLUMN outline TEXT NOT NULL DEFAULT '[]';
ALTER TABLE document ADD COLUMN partial TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN ocr_tried TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN sketch BLOB;
ALTER TABLE page ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE page ADD COLUMN tables TEXT NOT NULL DEFAULT '[]';
ALTER TABLE page ADD COLUMN faults TEXT NOT NULL DEFAULT '[]';
ALTER TABLE page ADD COLUMN confidence REAL;
CREATE INDEX page_faults ON page (document_id) WHERE faults != '[]';
ALTER TABLE facet ADD COLUMN chosen INTEGER NOT NULL DEFAULT 1;
CREATE TABLE override (
    document_id TEXT NOT NULL REFERENCES document (id),
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    action TEXT NOT NULL,
    note TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (document_id, facet, value)
) STRICT;
CREATE TABLE copy (
    document_id TEXT PRIMARY KEY REFERENCES document (id),
    of TEXT NOT NULL REFERENCES document (id),
    kind TEXT NOT NULL,
    similarity REAL NOT NULL
) STRICT;
CREATE INDEX copy_of ON copy (of);
""",
        # Of version 2 there are corpora from before the index.
        2: """
CREATE INDEX IF NOT EXISTS page_faults ON page (document_id) WHERE faults != '[]';
CREATE TABLE origin (
    document_id TEXT NOT NULL REFERENCES document (id),
    number INTEGER NOT NULL,
    source TEXT NOT NULL,
    location TEXT NOT NULL,
    url TEXT NOT NULL,
    status INTEGER NOT NULL,
    fetched TEXT NOT NULL,
    tool TEXT NOT NULL,
    http TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
) STRICT;
ALTER TABLE place ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE place ADD COLUMN last_modified TEXT NOT NULL DEFAULT '';
ALTER TABLE place ADD COLUMN url TEXT NOT NULL DEFAULT '';
ALTER TABLE place ADD COLUMN status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE place ADD COLUMN http TEXT NOT NULL DEFAULT '{}';
ALTER TABLE place ADD COLUMN fetched TEXT NOT NULL DEFAULT '';
ALTER TABLE place ADD COLUMN confirmed TEXT NOT NULL DEFAULT '';
ALTER TABLE place ADD COLUMN why_gone TEXT NOT NULL DEFAULT '';
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
CREATE TABLE frontier (
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    crawl INTEGER NOT NULL,
    place INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    hops INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '',
    was TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT '{}',
    metadata TEXT NOT NULL DEFAULT '{}',
    links TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (source, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX frontier_queue ON frontier (source, crawl, state, depth, place);
""",
    }
)
"""Version → what makes it the next one."""
