import fc from 'fast-check';
import type { Dictionary } from './byteMutations.ts';

const tables = [
  ...[
    'listens',
    'plays',
    'tracks',
    'artists',
    'observations',
    'users',
    'sqlite_schema',
    'play_rule',
    'temp.x',
  ],
  ...[
    'logs',
    'import_jobs',
    'store_state',
    'pragma_table_info',
    "pragma_table_info('tracks')",
    '"a b"',
    'main.x',
  ],
];
const columns = [
  '*',
  'id',
  'name',
  'ended_ms',
  'artist',
  'count(*)',
  'rowid',
  'min_ms',
  '1',
  "'x'",
  'NULL',
  '?',
];
const functions = [
  ...['length', 'upper', 'sum', 'group_concat', 'hex', 'zeroblob', 'randomblob', 'load_extension', 'printf'],
  ...[
    'json',
    'local_seconds',
    'writefile',
    'readfile',
    'edit',
    'sqlite_version',
    'changes',
    'last_insert_rowid',
  ],
];
/** Whole statements that must never do what they say. */
const forbidden = [
  ...['DELETE FROM observations', 'INSERT INTO tracks DEFAULT VALUES', "UPDATE users SET name = 'x'"],
  ...['DROP TABLE observations', 'CREATE TABLE x(a)', 'CREATE TEMP TABLE x(a)', 'ALTER TABLE tracks ADD y'],
  ...[
    "ATTACH DATABASE '/tmp/x.db' AS x",
    "ATTACH ':memory:' AS x",
    'DETACH main',
    'VACUUM',
    "VACUUM INTO 'x'",
  ],
  ...['PRAGMA query_only = OFF', 'PRAGMA writable_schema = ON', 'PRAGMA journal_mode = DELETE', 'REINDEX'],
  ...['PRAGMA hard_heap_limit = 0', 'PRAGMA user_version = 7', 'BEGIN', 'COMMIT', 'ROLLBACK', 'SAVEPOINT a'],
  ...['REPLACE INTO tracks VALUES (1)', 'ANALYZE', 'EXPLAIN DELETE FROM tracks', 'CREATE VIEW v AS SELECT 1'],
  ...[
    'CREATE TRIGGER t AFTER INSERT ON tracks BEGIN SELECT 1; END',
    'WITH a AS (SELECT 1) DELETE FROM tracks',
  ],
];
const bombs = [
  'WITH RECURSIVE r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r',
  'SELECT count(*) FROM observations a, observations b, observations c, observations d, observations e',
  'SELECT zeroblob(2000000000)',
  'SELECT hex(randomblob(400000000))',
  "SELECT printf('%.*c', 900000000, 'x')",
  "WITH RECURSIVE r(t) AS (VALUES ('x') UNION ALL SELECT t || t FROM r) SELECT max(length(t)) FROM r",
];
const separators = [
  ' ',
  '\n',
  '\t',
  ' /* c */ ',
  ' -- c\n',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '',
  '/**/',
  ' /* ; */ ',
];

const pick = (list: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...list);

const { statement } = fc.letrec<{ expression: string; select: string; statement: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    pick(columns),
    fc.integer().map(String),
    fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => `'${text.replaceAll("'", "''")}'`),
    fc.tuple(pick(functions), tie('expression')).map(([name, inner]) => `${name}(${inner})`),
    fc
      .tuple(
        tie('expression'),
        pick(['+', '||', '=', '<', 'AND', 'IN', 'LIKE', 'IS NOT', '->>']),
        tie('expression'),
      )
      .map(([a, operator, b]) => `${a} ${operator} ${b}`),
    tie('select').map((inner) => `(${inner})`),
    tie('expression').map((inner) => `CASE WHEN ${inner} THEN 1 ELSE replace('a', 'b', 'c') END`),
  ),
  select: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(tie('expression'), pick(tables)).map(([what, from]) => `SELECT ${what} FROM ${from}`),
    fc
      .tuple(tie('expression'), pick(tables), tie('expression'))
      .map(([what, from, where]) => `SELECT ${what} FROM ${from} WHERE ${where} ORDER BY 1 LIMIT 5`),
    fc.tuple(tie('select'), tie('select')).map(([a, b]) => `${a} UNION ALL ${b}`),
    fc.tuple(tie('select'), tie('select')).map(([a, b]) => `WITH q AS (${a}) ${b}`),
    tie('expression').map((value) => `VALUES (${value}, 2)`),
    tie('select').map((inner) => `SELECT * FROM (${inner})`),
  ),
  statement: fc.oneof(
    { weight: 12, arbitrary: tie('select') },
    { weight: 2, arbitrary: tie('select').map((inner) => `EXPLAIN QUERY PLAN ${inner}`) },
    { weight: 4, arbitrary: pick(forbidden) },
    { weight: 3, arbitrary: fc.tuple(tie('select'), pick(forbidden)).map(([a, b]) => `${a}; ${b}`) },
    { weight: 2, arbitrary: pick(forbidden).map((inner) => `SELECT * FROM (${inner} RETURNING *)`) },
    {
      weight: 2,
      arbitrary: pick(forbidden).map((inner) => `SELECT 1) LIMIT 1) SELECT 1 FROM q; ${inner} --`),
    },
  ),
}));

/** Statements out of a grammar, with odd spaces between the words; seldom one that would never end by itself. */
export const sqlTexts: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 60,
    arbitrary: fc
      .tuple(statement, fc.array(pick(separators), { maxLength: 6 }))
      .map(([text, spaces]) => spaces.reduce((some, space) => some.replace(' ', space), text)),
  },
  { weight: 1, arbitrary: pick(bombs) },
);

/** For changes in the midst of them. */
export const sqlWords: Dictionary = {
  values: ['NULL', "''", '-1', '9223372036854775808', '1e999', "x'00'", '?1', ':a', '@b', '$c', '?'],
  pieces: [
    ...[';', '(', ')', '--', '/*', '*/', "'", '"', '`', '[', ']', '\u0000', 'REPLACE', 'DELETE', 'WITH', ','],
    ...[' UNION ALL ', ' PRAGMA ', ' RETURNING *', ' INTO ', '\u202e', '\ud83d', '|| randomblob(9)', ')) --'],
  ],
};
