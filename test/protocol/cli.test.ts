import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src/protocol/history/importReport.ts';
import { cli, runCli, temporaryFolder } from './bundle.ts';
import { sampleExportFile, type SampleFile } from './sampleFile.ts';

const folder = temporaryFolder();
const dataDir = ['--data-dir', folder.path];
let sample: SampleFile;
beforeAll(async () => {
  sample = await sampleExportFile(folder.path);
});
afterAll(() => {
  folder.dispose();
});

const sum = (counts: Readonly<Record<string, number | undefined>>): number =>
  Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);

function expectToAddUp(
  report: Pick<ImportReport, 'rows_read' | 'stored' | 'already_known' | 'superseded' | 'left_out'>,
) {
  const { rows_read, stored, already_known, superseded, left_out } = report;
  expect(stored + already_known + superseded + sum(left_out)).toBe(rows_read);
}

async function importReport(...paths: string[]): Promise<ImportReport> {
  const { code, stdout, stderr } = await runCli(['import', ...paths, ...dataDir, '--json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as ImportReport;
}

describe('backbeat import', () => {
  it('accounts for every row of the sample, file by file', async () => {
    const report = await importReport(sample.path);
    const { rows_read, stored, already_known, superseded, left_out } = report;
    expect({ rows_read, stored, already_known, superseded, left_out }).toEqual(sample.counts);
    expectToAddUp(report);
    for (const file of report.files) expectToAddUp(file);
    expect(sum(Object.fromEntries(report.files.map(({ file, rows_read: rows }) => [file, rows])))).toBe(
      rows_read,
    );
  });

  it('adds nothing the second time', async () => {
    const report = await importReport(sample.path);
    expect(report).toMatchObject({ stored: 0, superseded: 0, rows_read: sample.counts.rows_read });
    expectToAddUp(report);
  });

  it.each([
    ['a path that does not exist', 'no/such/file.zip', /no\/such\/file\.zip|file\.zip/],
    ['a file that is no export', 'package.json', /.+/],
  ])('says one sentence about %s', async (_, path, words) => {
    const { code, stdout, stderr } = await runCli(['import', path, ...dataDir]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(words);
  });
});

const shared = '../shared/exports';
const absent = !existsSync(shared);

describe("other people's exports", () => {
  it.skipIf(absent)('are imported whole, and once', async () => {
    const other = temporaryFolder();
    const run = async () =>
      JSON.parse(
        (await runCli(['import', `${shared}/synthetic-17829-rows.zip`, '--data-dir', other.path, '--json']))
          .stdout,
      ) as ImportReport;
    const first = await run();
    expect(first.rows_read).toBe(17_829 + 3_554);
    expectToAddUp(first);
    const second = await run();
    expect(second.stored + second.superseded).toBe(0);
    expectToAddUp(second);
    other.dispose();
  });
});

describe('the terminal commands', () => {
  it.each([
    ['summary'],
    ['top'],
    ['top', 'tracks'],
    ['top', 'albums'],
    ['heatmap'],
    ['coverage'],
    ['doctor'],
  ])('backbeat %s answers as text and as JSON', async (...command) => {
    const args = [...command.filter((part) => part !== undefined), ...dataDir];
    const window = command[0] === 'doctor' ? [] : ['--from', '2025-01-01', '--to', '2026-12-31'];
    const plain = await runCli([...args, ...window]);
    expect(plain.code, plain.stderr).toBe(0);
    expect(plain.stdout).not.toContain(String.fromCodePoint(27));
    const json = await runCli([...args, ...window, '--json']);
    expect(() => void JSON.parse(json.stdout)).not.toThrow();
  });

  it('refuse a setting that cannot be used', async () => {
    const { code, stderr } = await runCli(['summary', ...dataDir], { BACKBEAT_MIN_PLAY_SECONDS: 'many' });
    expect(code).toBe(1);
    expect(stderr).toContain('BACKBEAT_MIN_PLAY_SECONDS');
  });
});

describe('backbeat mcp', () => {
  it('writes nothing but JSON-RPC to stdout, from the first byte', async () => {
    const child = spawn(process.execPath, [cli, 'mcp', ...dataDir], { stdio: ['pipe', 'pipe', 'ignore'] });
    const params = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 't', version: '1' },
    };
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(first.toString('utf8').split('\n')[0] ?? '')).toMatchObject({ jsonrpc: '2.0', id: 1 });
    const exited = once(child, 'exit');
    child.stdin.end();
    expect(await exited).toEqual([0, null]);
  });
});
