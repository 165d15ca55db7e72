-- The read index of one build. An entity's id is its rank: the entity with the most statements is number 1, so that
-- ORDER BY id is ORDER BY importance and every list can stop at its LIMIT.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entity (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL, folded TEXT NOT NULL,
  type TEXT NOT NULL, subtype TEXT NOT NULL, area TEXT NOT NULL, code TEXT NOT NULL, key TEXT NOT NULL,
  reason TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  articles INTEGER NOT NULL DEFAULT 0, degree INTEGER NOT NULL DEFAULT 0,
  first TEXT NOT NULL DEFAULT '', last TEXT NOT NULL DEFAULT ''
);
CREATE TABLE alias (
  entity INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (entity, name)
) WITHOUT ROWID;
CREATE TABLE moved (path TEXT PRIMARY KEY, entity INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE heir (entity INTEGER NOT NULL, heir INTEGER NOT NULL, PRIMARY KEY (entity, heir)) WITHOUT ROWID;
CREATE TABLE page (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, date TEXT NOT NULL, place TEXT NOT NULL,
  source TEXT NOT NULL, text TEXT
);
CREATE TABLE article (
  page INTEGER NOT NULL, number INTEGER NOT NULL, headline TEXT NOT NULL, start INTEGER, stop INTEGER,
  PRIMARY KEY (page, number)
) WITHOUT ROWID;
CREATE TABLE seen (
  entity INTEGER NOT NULL, date TEXT NOT NULL, page INTEGER NOT NULL, article INTEGER NOT NULL,
  PRIMARY KEY (entity, date, page, article)
) WITHOUT ROWID;
CREATE TABLE month (entity INTEGER NOT NULL, month TEXT NOT NULL, articles INTEGER NOT NULL,
  PRIMARY KEY (entity, month)) WITHOUT ROWID;
CREATE TABLE mention (
  page INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, article INTEGER NOT NULL,
  entity INTEGER NOT NULL, rule TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (page, start)
) WITHOUT ROWID;
CREATE TABLE statement (
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL, subject INTEGER NOT NULL, predicate TEXT NOT NULL,
  object INTEGER NOT NULL, title TEXT NOT NULL, modality TEXT NOT NULL, date TEXT NOT NULL, rule TEXT NOT NULL,
  score REAL NOT NULL, page INTEGER NOT NULL
);
CREATE TABLE evidence (
  statement INTEGER NOT NULL, number INTEGER NOT NULL, article INTEGER NOT NULL, start INTEGER NOT NULL,
  stop INTEGER NOT NULL, quote TEXT NOT NULL, PRIMARY KEY (statement, number)
) WITHOUT ROWID;
CREATE TABLE relation (
  -- A relation that holds both ways (cooperatesWith) counts as outward only.
  entity INTEGER NOT NULL, predicate TEXT NOT NULL, outward INTEGER NOT NULL, others INTEGER NOT NULL,
  statements INTEGER NOT NULL, PRIMARY KEY (entity, predicate, outward)
) WITHOUT ROWID;
CREATE TABLE edge (
  source INTEGER NOT NULL, target INTEGER NOT NULL, predicate TEXT NOT NULL, weight INTEGER NOT NULL,
  first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (source, target, predicate)
) WITHOUT ROWID;
CREATE TABLE role (
  id INTEGER PRIMARY KEY, person INTEGER NOT NULL, body INTEGER NOT NULL, relation TEXT NOT NULL, title TEXT NOT NULL,
  rank TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, ended TEXT NOT NULL
);
CREATE TABLE figure (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
  han, spelled, initials, type, content='', columnsize=0, tokenize='ascii', prefix='5'
);
