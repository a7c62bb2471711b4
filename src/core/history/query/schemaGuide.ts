import { mostRows } from '../../../protocol/history/insights/query.ts';
import { viewColumns, type ViewColumn } from './listenViews.ts';

interface GuideTable {
  readonly table: string;
  readonly holds: string;
  readonly columns: readonly ViewColumn[];
}

const column = (name: string, type: ViewColumn['type'], meaning: string): ViewColumn => ({
  name,
  type,
  meaning,
});

/** What `history_query` can ask of, and how: the resource `history://schema`. */
export const schemaGuide: {
  readonly about: string;
  readonly tables: readonly GuideTable[];
  readonly examples: readonly { readonly question: string; readonly sql: string }[];
  readonly limits: string;
} = {
  about:
    'SQLite over a copy of the listening history. One statement that only asks; ? for each of params. Times are Unix ms unless a column says otherwise; ended_local goes by the argument timezone. Count plays with WHERE is_play = 1, and name that rule with the number.',
  tables: [
    { table: 'listens', holds: 'One row a listen, of every kind and length.', columns: viewColumns.listens },
    {
      table: 'listens_all',
      holds: 'The same with what other sources report of the same listens: evidence, not to be counted.',
      columns: viewColumns.listens_all.slice(viewColumns.listens.length),
    },
    {
      table: 'tracks',
      holds: 'Tracks, episodes and chapters, also such without a listen.',
      columns: [
        column('id', 'integer', 'Number of the track.'),
        column('uri', 'text', 'NULL where only names are known.'),
        column('kind', 'text', 'As in listens.'),
        column('name', 'text', 'Title.'),
        column('album_name', 'text', 'Album, or book.'),
        column('duration_ms', 'integer', 'Where known.'),
        column('release_date', 'text', 'Where known.'),
        column('isrc', 'text', 'Code of the recording, where known.'),
        column('resolved_id', 'integer', 'The track with a URI that one without stands for.'),
      ],
    },
    {
      table: 'artists',
      holds: 'Artists; track_artists (track, position, artist) joins them to tracks.',
      columns: [
        column('id', 'integer', 'Number of the artist.'),
        column('name', 'text', 'Name.'),
        column('uri', 'text', 'Where known.'),
      ],
    },
    {
      table: 'gaps',
      holds: 'Stretches of which plays are missing, unless an import has brought them since.',
      columns: [
        column('user_id', 'integer', 'users.id; users.account is its name.'),
        column('reason', 'text', 'Why.'),
        column('after_at', 'integer', 'Last known play before it.'),
        column('before_at', 'integer', 'First known play after it.'),
      ],
    },
  ],
  examples: [
    {
      question: 'Which artists did I play most after midnight?',
      sql: "SELECT artist, count(*) AS plays FROM listens WHERE is_play = 1 AND strftime('%H', ended_local) < '05' GROUP BY artist ORDER BY plays DESC LIMIT 10",
    },
    {
      question: 'How many hours did I hear in each year?',
      sql: "SELECT substr(ended_local, 1, 4) AS year, round(sum(ms_played) / 3600000.0, 1) AS hours FROM listens WHERE kind = 'music' GROUP BY year ORDER BY year",
    },
    {
      question: 'Which tracks did I skip at least five times?',
      sql: 'SELECT track, artist, sum(skipped) AS skips, count(skipped) AS known FROM listens GROUP BY track, artist HAVING skips >= 5 ORDER BY skips DESC LIMIT 20',
    },
  ],
  limits: `4 seconds, ${mostRows} rows (100 by default), 90,000 characters, 256 MB beside the history itself.`,
};
