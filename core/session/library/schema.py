"""The library's tables, as migrations: number n takes a library from version n to n + 1.

`searchable(words)` is a function of ours (`core.session.library.words`); only migrations call it.
"""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE sessions (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, started REAL NOT NULL, ended REAL,
            model TEXT NOT NULL, language TEXT
        ) STRICT""",
        """CREATE TABLE segments (
            session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, number INTEGER NOT NULL,
            start REAL NOT NULL, "end" REAL NOT NULL, language TEXT, words TEXT NOT NULL,
            PRIMARY KEY (session, number)
        ) STRICT""",
        """CREATE TABLE gaps (
            session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, at REAL NOT NULL, seconds REAL NOT NULL
        ) STRICT""",
    ),
    (
        # What the list of sessions shows stands in the row itself, so that ten thousand are listed at once.
        "ALTER TABLE sessions ADD COLUMN seconds REAL NOT NULL DEFAULT 0.0",
        "ALTER TABLE sessions ADD COLUMN first_words TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sessions ADD COLUMN recognition TEXT NOT NULL DEFAULT '{}'",
        "ALTER TABLE sessions ADD COLUMN notes TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sessions ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX sessions_by_start ON sessions(started)",
        "CREATE INDEX sessions_open ON sessions(id) WHERE ended IS NULL",
        # The index of words names segments by a number that VACUUM does not change.
        "ALTER TABLE segments RENAME TO old_segments",
        """CREATE TABLE segments (
            id INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
            number INTEGER NOT NULL, start REAL NOT NULL, "end" REAL NOT NULL, language TEXT,
            raw TEXT NOT NULL, words TEXT NOT NULL, searchable TEXT NOT NULL, alternatives TEXT NOT NULL DEFAULT '[]',
            UNIQUE (session, number)
        ) STRICT""",
        """INSERT INTO segments (session, number, start, "end", language, raw, words, searchable)
           SELECT session, number, start, "end", language, words, words, searchable(words)
           FROM old_segments ORDER BY session, number""",
        "DROP TABLE old_segments",
        """UPDATE sessions SET
            seconds = COALESCE((SELECT MAX("end") FROM segments WHERE session = sessions.id), 0.0),
            first_words = COALESCE((SELECT searchable FROM segments WHERE session = sessions.id AND searchable != ''
                                    ORDER BY number LIMIT 1), '')""",
        "CREATE INDEX gaps_by_session ON gaps(session)",
        """CREATE TABLE marks (
            id INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
            at REAL NOT NULL, text TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX marks_by_session ON marks(session, at)",
        """CREATE TABLE edits (
            id INTEGER PRIMARY KEY, segment INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
            made REAL NOT NULL, author TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX edits_by_segment ON edits(segment)",
        "CREATE TABLE vocabularies (id INTEGER PRIMARY KEY, content TEXT NOT NULL UNIQUE) STRICT",
        """CREATE TABLE emissions (
            segment INTEGER PRIMARY KEY REFERENCES segments(id) ON DELETE CASCADE,
            start_frame INTEGER NOT NULL, frames INTEGER NOT NULL,
            vocabulary INTEGER NOT NULL REFERENCES vocabularies(id), content BLOB NOT NULL
        ) STRICT""",
        """CREATE VIRTUAL TABLE segment_index USING fts5(
            searchable, content = 'segments', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2",
            prefix = '1 2 3'
        )""",
        "INSERT INTO segment_index (segment_index) VALUES ('rebuild')",
        """CREATE TRIGGER segment_added AFTER INSERT ON segments BEGIN
            INSERT INTO segment_index (rowid, searchable) VALUES (new.id, new.searchable);
        END""",
        """CREATE TRIGGER segment_removed AFTER DELETE ON segments BEGIN
            INSERT INTO segment_index (segment_index, rowid, searchable) VALUES ('delete', old.id, old.searchable);
        END""",
        """CREATE TRIGGER segment_changed AFTER UPDATE OF searchable ON segments BEGIN
            INSERT INTO segment_index (segment_index, rowid, searchable) VALUES ('delete', old.id, old.searchable);
            INSERT INTO segment_index (rowid, searchable) VALUES (new.id, new.searchable);
        END""",
    ),
    (
        # A transcribed file is a session whose sound stays where it is: `media` is its path.
        "ALTER TABLE sessions ADD COLUMN media TEXT",
        # The file queue. `stamp`: size and time of the file when it was begun.
        """CREATE TABLE files (
            id INTEGER PRIMARY KEY, place INTEGER NOT NULL, path TEXT NOT NULL, state TEXT NOT NULL,
            stamp TEXT NOT NULL DEFAULT '', session TEXT REFERENCES sessions(id) ON DELETE CASCADE, duration REAL,
            message TEXT NOT NULL DEFAULT ''
        ) STRICT""",
        "CREATE INDEX files_by_session ON files(session)",
        # The texts that watched folders have had written, each with its media file and what that was then.
        "CREATE TABLE watched_files (output TEXT PRIMARY KEY, media TEXT NOT NULL, stamp TEXT NOT NULL) STRICT",
    ),
    (
        "CREATE INDEX watched_by_media ON watched_files(media)",
        # Media files that a process is at; `owner` names a lock that it holds as long as it lives.
        "CREATE TABLE claims (media TEXT PRIMARY KEY, owner TEXT NOT NULL) STRICT",
    ),
    # Words may say who speaks (see `words.words_row`), which a Wavescribe of before takes for damage.
    (),
    # Whether a watched folder brought a file, and nobody asked for it by hand.
    ("ALTER TABLE files ADD COLUMN watched INTEGER NOT NULL DEFAULT 0",),
    (
        # What a session was recognised with from a sample on; `sessions.recognition` is what it began with.
        """CREATE TABLE changes (
            session TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE, at INTEGER NOT NULL,
            recognition TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX changes_by_session ON changes(session, at)",
        # Without voice activity a segment ends where something was changed, and nowhere else.
        """INSERT INTO changes SELECT s.id, CAST(ROUND(g."end" * 16000) AS INTEGER), s.recognition
           FROM sessions s JOIN segments g ON g.session = s.id
           WHERE s.ended IS NULL AND
             CASE WHEN json_valid(s.recognition) THEN json_extract(s.recognition, '$.voice_activity') = 0 END
           ORDER BY s.id, g.number""",
    ),
)
