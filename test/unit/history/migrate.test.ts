import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../../src/core/errors.ts';
import { migrate, schemaVersionOf } from '../../../src/core/history/migrate.ts';
import type { Migration } from '../../../src/core/history/migrations/migration.ts';
import { migrations } from '../../../src/core/history/migrations/migrations.ts';
import { emptyDatabase } from './stores.ts';

const [initial] = migrations as [Migration];
const second: Migration = {
  version: 2,
  up: (database) => {
    database.script('ALTER TABLE users ADD COLUMN colour TEXT');
    database.run("UPDATE users SET colour = 'blue'");
  },
};

describe('migrate', () => {
  it('brings an empty database to the newest schema', async () => {
    const database = await emptyDatabase();
    expect(migrate(database, migrations)).toBe(true);
    expect(schemaVersionOf(database)).toBe(migrations.at(-1)?.version);
    expect(migrate(database, migrations)).toBe(false);
  });

  it('are numbered from 1 without a hole', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('takes version 1 with its rows to a later one', async () => {
    const database = await emptyDatabase();
    migrate(database, [initial]);
    database.run("INSERT INTO users (account, created_at, updated_at) VALUES ('ann', 1, 1)");
    const bytes = database.export();
    const later = await emptyDatabase(bytes);
    expect(migrate(later, [initial, second])).toBe(true);
    expect(later.rows('SELECT account, colour FROM users')).toEqual([['ann', 'blue']]);
    expect(schemaVersionOf(later)).toBe(2);
  });

  it('leaves the version before a step that fails as it was', async () => {
    const database = await emptyDatabase();
    const broken: Migration = {
      version: 2,
      up: (target) => {
        target.script('CREATE TABLE half (id INTEGER)');
        target.script('no SQL');
      },
    };
    expect(() => migrate(database, [initial, broken])).toThrow('syntax error');
    expect(schemaVersionOf(database)).toBe(1);
    expect(database.row("SELECT 1 FROM sqlite_master WHERE name = 'half'")).toBeUndefined();
  });

  it('refuses a newer database', async () => {
    const database = await emptyDatabase();
    migrate(database, [initial, second]);
    expect(() => migrate(database, [initial])).toThrow(HistoryError);
  });
});
