import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { zipEntries } from './zipEntries.ts';

/** The yardstick: inflate every file of a ZIP with zlib and parse it with JSON.parse, nothing else. */
const [path = ''] = process.argv.slice(2);
let rows = 0;
for (const compressed of zipEntries(readFileSync(path))) {
  rows += (JSON.parse(inflateRawSync(compressed).toString('utf8')) as unknown[]).length;
}
process.stdout.write(JSON.stringify({ rows }));
