import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import initSqlJs from 'sql.js';
import { afterAll } from 'vitest';

/**
 * Files share their modules, and with them the memory of sql.js, which never shrinks: what a file leaves open is closed
 * behind it, or the last ones would find no memory.
 */
const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
const sql = await initSqlJs({ wasmBinary: wasm.slice().buffer });
const { Database } = sql;
const open = new Set<InstanceType<typeof Database>>();

sql.Database = class extends Database {
  constructor(...args: ConstructorParameters<typeof Database>) {
    super(...args);
    open.add(this);
  }

  override close(): void {
    open.delete(this);
    super.close();
  }
};

afterAll(() => {
  for (const one of open) one.close();
  sql.Database = Database;
});
