"""The SQL of the SQLite format: its tables, and what is made of them once all documents are in."""

from __future__ import annotations

from collections.abc import Iterable

TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE stances (name TEXT PRIMARY KEY, description TEXT, color TEXT);
CREATE TABLE issues (id TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE positions (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, terms TEXT, typical TEXT REFERENCES claims (id),
  issue TEXT REFERENCES issues (id)
);
CREATE TABLE speakers (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, organisation TEXT, role TEXT,
  stance TEXT REFERENCES stances (name), claims INTEGER NOT NULL
);
CREATE TABLE documents (
  id TEXT PRIMARY KEY, title TEXT, outlet TEXT, date TEXT, author TEXT, url TEXT, language TEXT, path TEXT,
  extra TEXT, text TEXT NOT NULL
);
CREATE TABLE claims (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents (id),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, type TEXT, cue_kind TEXT,
  speaker TEXT REFERENCES speakers (id), speaker_unknown TEXT, stance TEXT REFERENCES stances (name),
  position TEXT REFERENCES positions (id), position_confidence REAL,
  polarity TEXT, polarity_confidence REAL, confidence REAL NOT NULL
);
CREATE TABLE stance_probabilities (
  claim TEXT NOT NULL REFERENCES claims (id), stance TEXT NOT NULL REFERENCES stances (name),
  probability REAL NOT NULL, PRIMARY KEY (claim, stance)
) WITHOUT ROWID;
CREATE TABLE spans (
  claim TEXT NOT NULL REFERENCES claims (id), part TEXT NOT NULL, number INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (claim, part, number)
) WITHOUT ROWID;
CREATE TABLE relations (
  claim TEXT NOT NULL REFERENCES claims (id), target TEXT NOT NULL REFERENCES claims (id),
  label TEXT NOT NULL, confidence REAL NOT NULL, PRIMARY KEY (claim, target, label)
) WITHOUT ROWID;
CREATE TABLE echoes (
  claim TEXT NOT NULL REFERENCES claims (id), repeats TEXT NOT NULL REFERENCES claims (id),
  similarity REAL, kind TEXT, wire INTEGER, PRIMARY KEY (claim, repeats)
) WITHOUT ROWID;
CREATE TABLE boilerplate (
  document TEXT NOT NULL REFERENCES documents (id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (document, start, "end")
) WITHOUT ROWID;
CREATE TEMP TABLE mentions (
  place INTEGER PRIMARY KEY, speaker TEXT, part TEXT, value TEXT, count INTEGER DEFAULT 1,
  UNIQUE (speaker, part, value)
);
CREATE TEMP TABLE pairs (claim TEXT, other TEXT);
"""

FINISH = """
BEGIN;
CREATE INDEX claims_speaker ON claims (speaker);
-- Where articles name a speaker differently, the most frequent wording, and of those the first.
INSERT INTO speakers (id, name, organisation, role, stance, claims)
  SELECT speaker,
    max(value) FILTER (WHERE part = 'name'), max(value) FILTER (WHERE part = 'organisation'),
    max(value) FILTER (WHERE part = 'role'),
    (SELECT c.stance FROM claims c JOIN stances s ON s.name = c.stance WHERE c.speaker = ranked.speaker
      GROUP BY c.stance ORDER BY count(*) DESC, s.rowid LIMIT 1),
    (SELECT count(*) FROM claims WHERE claims.speaker = ranked.speaker)
  FROM (SELECT *, row_number() OVER (PARTITION BY speaker, part ORDER BY count DESC, place) AS rank FROM mentions)
    AS ranked WHERE rank = 1 GROUP BY speaker ORDER BY min(place);
-- Of two claims that echo each other, the later one repeats the earlier.
INSERT OR IGNORE INTO echoes (claim, repeats)
  SELECT CASE WHEN a.rowid > b.rowid THEN a.id ELSE b.id END, CASE WHEN a.rowid > b.rowid THEN b.id ELSE a.id END
  FROM pairs JOIN claims a ON a.id = pairs.claim JOIN claims b ON b.id = pairs.other WHERE a.id <> b.id;
-- What is named but was not passed.
INSERT INTO stances (name) SELECT stance FROM claims WHERE stance NOTNULL UNION SELECT stance FROM stance_probabilities
  EXCEPT SELECT name FROM stances;
INSERT INTO positions (id, text)
  SELECT DISTINCT position, position FROM claims
  WHERE position NOTNULL AND position NOT IN (SELECT id FROM positions);
UPDATE positions SET typical = NULL WHERE typical NOT IN (SELECT id FROM claims);
DELETE FROM relations WHERE target NOT IN (SELECT id FROM claims);
DELETE FROM echoes WHERE claim NOT IN (SELECT id FROM claims) OR repeats NOT IN (SELECT id FROM claims);
DROP TABLE mentions;
DROP TABLE pairs;
CREATE INDEX claims_document ON claims (document);
CREATE INDEX claims_stance ON claims (stance);
CREATE INDEX claims_position ON claims (position);
CREATE INDEX speakers_stance ON speakers (stance);
CREATE INDEX positions_issue ON positions (issue);
CREATE INDEX positions_typical ON positions (typical);
CREATE INDEX stance_probabilities_stance ON stance_probabilities (stance);
CREATE INDEX relations_target ON relations (target);
CREATE INDEX echoes_repeats ON echoes (repeats);
CREATE INDEX documents_date ON documents (date);
CREATE INDEX documents_outlet ON documents (outlet);
CREATE VIRTUAL TABLE claims_fts USING fts5 (text, content="claims", tokenize="porter unicode61");
CREATE VIRTUAL TABLE documents_fts USING fts5 (title, text, content="documents", tokenize="porter unicode61");
INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');
CREATE VIEW sides AS
  SELECT p.id AS position_id, p.text AS position, c.stance, count(*) AS claims,
    sum(c.polarity = 'support') AS supports, sum(c.polarity = 'attack') AS attacks,
    count(DISTINCT c.speaker) AS speakers, count(DISTINCT c.document) AS documents
  FROM claims c JOIN positions p ON p.id = c.position GROUP BY p.id, c.stance;
COMMIT;
"""

_STATEMENTS = """
CREATE VIEW statements AS SELECT
  c.id AS claim, c.document, d.date, d.outlet, d.title, d.author, d.url, c.start, c."end", c.text, c.kind,
  c.type AS claim_type, c.cue_kind, c.confidence,
  (SELECT group_concat(text, ' … ') FROM spans WHERE claim = c.id AND part = 'source') AS source,
  (SELECT group_concat(text, ' … ') FROM spans WHERE claim = c.id AND part = 'cue') AS cue,
  c.speaker AS speaker_id, s.name AS speaker, s.organisation, s.role, c.speaker_unknown, c.stance,
  {probabilities}
  c.position AS position_id, p.text AS position, i.text AS issue, c.position_confidence,
  c.polarity, c.polarity_confidence
FROM claims c JOIN documents d ON d.id = c.document LEFT JOIN speakers s ON s.id = c.speaker
  LEFT JOIN positions p ON p.id = c.position LEFT JOIN issues i ON i.id = p.issue;
"""


def statements_view(stances: Iterable[str]) -> str:
    """Return the SQL of the view with a row a claim, with a column of probabilities for each stance."""
    probabilities = (
        f"(SELECT probability FROM stance_probabilities WHERE claim = c.id AND stance = {_text(stance)}) "  # noqa: S608
        f"AS {_name(f'probability_{stance}')},"
        for stance in stances
    )
    return _STATEMENTS.format(probabilities="\n  ".join(probabilities))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
