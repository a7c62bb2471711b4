import { clientBench } from './clientBench.ts';
import { historyBench } from './historyBench.ts';
import { hostBench } from './hostBench.ts';
import { importBench } from './importBench.ts';
import { loadBench } from './loadBench.ts';
import { matchingBench } from './matchingBench.ts';
import { mcpBench } from './mcpBench.ts';
import { panelBench } from './panelBench.ts';

/** Benchmarks by name: `npm run bench -- NAME [arguments]`. */
const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  client: clientBench,
  history: historyBench,
  host: hostBench,
  import: importBench,
  load: loadBench,
  matching: matchingBench,
  mcp: mcpBench,
  panel: panelBench,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench === undefined) {
  process.stderr.write(`Name a benchmark: ${Object.keys(benches).join(', ')}\n`);
  process.exitCode = 1;
} else {
  await bench(args);
}
