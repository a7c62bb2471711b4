import { clientBench } from './clientBench.ts';
import { importBench } from './importBench.ts';
import { mcpBench } from './mcpBench.ts';

/** Benchmarks by name: `npm run bench -- NAME [arguments]`. */
const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  client: clientBench,
  import: importBench,
  mcp: mcpBench,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench === undefined) {
  process.stderr.write(`Name a benchmark: ${Object.keys(benches).join(', ')}\n`);
  process.exitCode = 1;
} else {
  await bench(args);
}
