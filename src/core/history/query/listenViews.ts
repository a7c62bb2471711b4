import { sourceIds } from '../observationWriter.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';

/** A column of a view: the SQL behind it and what it means. */
export interface ViewColumn {
  readonly name: string;
  readonly type: 'integer' | 'text';
  readonly meaning: string;
}

interface SqlColumn extends ViewColumn {
  readonly sql: string;
}

/** What the views call of the thread: seconds that local clocks show, as if they were UTC. */
export const localSeconds = 'local_seconds';

const endedMs = 'COALESCE(o.repaired_at, o.ended_at)';
const liveMs = '(SELECT heard_ms FROM live_listens WHERE id = o.live)';
const heardMs = `CASE WHEN o.live IS NULL THEN o.ms_played ELSE COALESCE(o.ms_played, ${liveMs}) END`;
/** A lookup where somebody asks for the column: joins would be made for questions that need none of them. */
const heard = (column: string): string => `(SELECT ${column} FROM heard WHERE id = o.track)`;
const word = (id: string): string => `(SELECT word FROM words WHERE id = ${id})`;
const sourceCases = Object.entries(sourceIds).map(([name, id]) => `WHEN ${id} THEN '${name}'`);
const source = `CASE o.source ${sourceCases.join(' ')} END`;
/** Two bits a flag: 0 where the source does not say, 1 no, 3 yes. */
const flag = (shift: number): string =>
  `CASE (o.flags >> ${shift}) & 3 WHEN 0 THEN NULL WHEN 3 THEN 1 ELSE 0 END`;

const columns: readonly SqlColumn[] = [
  { name: 'id', type: 'integer', sql: 'o.id', meaning: 'Number of the row.' },
  {
    name: 'account',
    type: 'text',
    sql: '(SELECT account FROM users WHERE id = o.user_id)',
    meaning: 'Whose listen it is.',
  },
  {
    name: 'ended_at',
    type: 'text',
    sql: `strftime('%Y-%m-%dT%H:%M:%SZ', ${endedMs} / 1000, 'unixepoch')`,
    meaning: 'End of the listen, UTC.',
  },
  { name: 'ended_ms', type: 'integer', sql: endedMs, meaning: 'The same in Unix ms; the quickest filter.' },
  {
    name: 'ended_local',
    type: 'text',
    sql: `datetime(${localSeconds}(${endedMs}), 'unixepoch')`,
    meaning: "The same as local clocks showed it (timezone), for strftime('%H', ended_local) and the like.",
  },
  { name: 'ms_played', type: 'integer', sql: heardMs, meaning: 'Heard ms; NULL where no source tells.' },
  {
    name: 'is_play',
    type: 'integer',
    sql: `CASE WHEN ${heardMs} IS NULL THEN o.source = ${sourceIds.api} ELSE ${heardMs} >= (SELECT min_ms FROM play_rule) END`,
    meaning: '1 = counts as a play by the setting (30 s), or came from a source of finished plays.',
  },
  {
    name: 'kind',
    type: 'text',
    sql: heard('kind'),
    meaning: 'music, podcast, audiobook or video.',
  },
  { name: 'track', type: 'text', sql: heard('name'), meaning: 'Title.' },
  {
    name: 'artist',
    type: 'text',
    sql: heard('artist'),
    meaning: 'Artist of the album, or show.',
  },
  { name: 'album', type: 'text', sql: heard('album'), meaning: 'Album, or book.' },
  {
    name: 'track_uri',
    type: 'text',
    sql: heard('uri'),
    meaning: 'spotify:track:… and the like.',
  },
  {
    name: 'duration_ms',
    type: 'integer',
    sql: heard('duration_ms'),
    meaning: 'Length of the track, where known.',
  },
  {
    name: 'release_date',
    type: 'text',
    sql: heard('release_date'),
    meaning: 'YYYY, YYYY-MM or YYYY-MM-DD, where known.',
  },
  {
    name: 'source',
    type: 'text',
    sql: source,
    meaning: 'extended, account (exports) or api (collector).',
  },
  {
    name: 'skipped',
    type: 'integer',
    sql: flag(2),
    meaning: '1, 0, or NULL where the source does not say; see the other flags too.',
  },
  { name: 'shuffle', type: 'integer', sql: flag(0), meaning: 'As skipped.' },
  { name: 'offline', type: 'integer', sql: flag(4), meaning: 'As skipped.' },
  { name: 'incognito', type: 'integer', sql: flag(6), meaning: 'In a private session; as skipped.' },
  {
    name: 'reason_start',
    type: 'text',
    sql: word('o.reason_start'),
    meaning: "Spotify's word for how it began.",
  },
  {
    name: 'reason_end',
    type: 'text',
    sql: word('o.reason_end'),
    meaning: "Spotify's word for how it ended.",
  },
  { name: 'platform', type: 'text', sql: word('o.platform'), meaning: 'Kind of player, where it was kept.' },
  { name: 'country', type: 'text', sql: word('o.country'), meaning: 'Two letters, where it was kept.' },
  {
    name: 'context_uri',
    type: 'text',
    sql: word('COALESCE(o.context, (SELECT context FROM live_listens WHERE id = o.live))'),
    meaning: 'Playlist or album that it was played from, where known.',
  },
];

const evidenceColumns: readonly SqlColumn[] = [
  {
    name: 'speaks',
    type: 'integer',
    sql: 'o.superseded_by IS NULL',
    meaning: '0 = another row tells of the same listen better.',
  },
  { name: 'spoken_for_by', type: 'integer', sql: 'o.superseded_by', meaning: 'id of that row.' },
  {
    name: 'reported_ms',
    type: 'integer',
    sql: 'o.ended_at',
    meaning: 'End as the source reported it, Unix ms.',
  },
  {
    name: 'repaired',
    type: 'integer',
    sql: 'o.repaired_at IS NOT NULL',
    meaning: '1 = reported too late, and put right in ended_ms.',
  },
  {
    name: 'live_ms',
    type: 'integer',
    sql: liveMs,
    meaning: 'Heard ms that the player showed, where it was watched.',
  },
];

/** Columns of the views, in their order. */
export const viewColumns = {
  listens: columns as readonly ViewColumn[],
  listens_all: [...columns, ...evidenceColumns] as readonly ViewColumn[],
} as const;

/** Names and facts of what was heard: of the track that a listen's track stands for, where it stands for one. */
const heardTracks = `
CREATE TABLE heard (
  id INTEGER PRIMARY KEY, kind TEXT, name TEXT, artist TEXT, album TEXT, uri TEXT, duration_ms INTEGER,
  release_date TEXT
);
INSERT INTO heard SELECT
  t.id, n.kind, n.name, a.name, COALESCE(n.album_name, t.album_name), n.uri,
  COALESCE(n.duration_ms, t.duration_ms), COALESCE(n.release_date, t.release_date)
FROM tracks t
JOIN tracks n ON n.id = COALESCE(t.resolved_id, t.id)
LEFT JOIN track_artists c ON c.track = n.id AND c.position = 0
LEFT JOIN artists a ON a.id = c.artist;`;

/** Adds the views to a copy of the history. */
export function addListenViews(database: SqlDatabase): void {
  const select = (listed: readonly SqlColumn[]): string =>
    `SELECT ${listed.map(({ sql, name }) => `${sql} AS ${name}`).join(', ')} FROM observations o`;
  database.script(heardTracks);
  database.script(`
    CREATE TABLE play_rule (min_ms INTEGER NOT NULL);
    INSERT INTO play_rule VALUES (30000);
    CREATE VIEW listens AS ${select(columns)} WHERE o.superseded_by IS NULL;
    CREATE VIEW listens_all AS ${select([...columns, ...evidenceColumns])};`);
}
