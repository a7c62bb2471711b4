import { writeFileSync } from 'node:fs';

/** Preloaded into a measured process: leaves its resource usage in a file when it ends. */
process.on('exit', () => {
  const file = process.env['BENCH_USAGE_FILE'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(process.resourceUsage()));
});
