import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** One thing that a scenario looked at. */
export interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'INFO' | 'SKIPPED';
  readonly errorMessage?: string;
}

/** Every scenario of the suite for servers with its checks, as the suite wrote them. */
export type SuiteResult = ReadonlyMap<string, readonly Check[]>;

const suite = join(
  dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json')),
  'dist/index.js',
);
const folderShape = /^server-(.+)-\d{4}-\d{2}-\d{2}T[\d-]+Z$/;

/** Runs the whole MCP conformance suite against the server at an address. */
export async function runSuite(url: string): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), 'backbeat-conformance-'));
  try {
    await new Promise<void>((resolve) => {
      const args = [suite, 'server', '--url', url, '--suite', 'all', '-o', folder];
      // It exits with 1 where any scenario fails, and the example server's always do.
      execFile(process.execPath, args, { timeout: 240_000, maxBuffer: 64 * 1024 * 1024 }, () => {
        resolve();
      });
    });
    return new Map(
      readdirSync(folder).flatMap((name) => {
        const scenario = folderShape.exec(name)?.[1];
        if (scenario === undefined) return [];
        const checks = JSON.parse(readFileSync(join(folder, name, 'checks.json'), 'utf8')) as Check[];
        return [[scenario, checks] as const];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
