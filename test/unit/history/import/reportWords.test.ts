import { describe, expect, it } from 'vitest';
import { ImportError } from '../../../../src/core/errors.ts';
import { reportWords } from '../../../../src/core/history/import/reportWords.ts';
import {
  leftOutReasons,
  type FileReport,
  type ImportReport,
} from '../../../../src/protocol/history/importReport.ts';

function fileReport(fields: Partial<FileReport> = {}): FileReport {
  return {
    file: 'endsong_0.json',
    format: 'extended',
    rows_read: 1000,
    stored: 1000,
    already_known: 0,
    superseded: 0,
    left_out: {},
    seconds: 1,
    ...fields,
  };
}

function report(fields: Partial<ImportReport> = {}): Omit<ImportReport, 'message'> {
  return {
    job_id: 1,
    status: 'success',
    account: 'default',
    rows_read: 1000,
    stored: 1000,
    already_known: 0,
    superseded: 0,
    left_out: {},
    first_played_at: '2015-01-01T00:00:00.000Z',
    last_played_at: '2024-06-30T10:00:00.000Z',
    seconds: 1,
    files: [fileReport()],
    ignored_files: 0,
    names_resolved: 0,
    ...fields,
  };
}

describe('reportWords', () => {
  it('says what came in and what to do next', () => {
    expect(reportWords(report(), [])).toBe(
      'Read 1,000 rows from 1 file, 2015-01-01 to 2024-06-30. 1,000 new listens stored. ' +
        'Next: ask your agent what you listened to, for example for your top artists of a year.',
    );
  });

  it('names every reason with its count and its words', () => {
    const left_out = Object.fromEntries(
      Object.keys(leftOutReasons).map((reason, index) => [reason, index + 1]),
    );
    const words = reportWords(report({ left_out }), []);
    expect(words).toContain('36 rows left out:');
    Object.values(leftOutReasons).forEach((reason, index) => {
      expect(words).toContain(`${index + 1} because ${reason}`);
    });
  });

  it('accounts for rows that were known and rows that a richer file tells', () => {
    const words = reportWords(report({ already_known: 1, superseded: 2000 }), []);
    expect(words).toContain('1 row known from before, or found twice.');
    expect(words).toContain('2,000 rows kept as evidence only');
  });

  it('names the files that failed, and no more than five of them', () => {
    const problem = { name: 'b.zip', error: new ImportError('encrypted', 'The ZIP is encrypted.') };
    const files = Array.from({ length: 7 }, (_, index) =>
      fileReport({ file: `endsong_${index}.json`, error: 'It is damaged.' }),
    );
    const words = reportWords(report({ status: 'partial', files }), [problem]);
    expect(words).toContain('b.zip was not read whole: The ZIP is encrypted.');
    expect(words).toContain('endsong_3.json was not read whole: It is damaged.');
    expect(words).toContain('3 more files not read whole.');
    expect(words).toMatch(/download the damaged files from Spotify again/);
  });

  it('says what to ask Spotify for where only the last year was there', () => {
    expect(reportWords(report({ files: [fileReport({ format: 'account' })] }), [])).toMatch(
      /Extended streaming history/,
    );
  });

  it('says how to have the rest where the limit was reached', () => {
    expect(reportWords(report({ left_out: { over_limit: 5 } }), [])).toMatch(
      /raise the setting backbeat\.import\.maxRecords/,
    );
  });

  it('says so where nothing was new', () => {
    expect(reportWords(report({ stored: 0, already_known: 1000 }), [])).toMatch(/nothing new/);
  });

  it('names the account where it is not the default one', () => {
    expect(reportWords(report({ account: 'ana' }), [])).toContain('for the account ana');
  });

  it('mentions names that were found and files that stayed closed', () => {
    const words = reportWords(report({ names_resolved: 12, ignored_files: 1 }), []);
    expect(words).toContain('12 tracks without an id found in your library');
    expect(words).toContain('1 other file not opened.');
  });
});
