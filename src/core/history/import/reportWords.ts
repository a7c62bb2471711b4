import {
  leftOutReasons,
  type ImportReport,
  type LeftOutReason,
} from '../../../protocol/history/importReport.ts';
import type { InputProblem } from './exportInput.ts';
import { orderHistory } from './nothingToImport.ts';

const maxNamedFiles = 5;

/** The report in words: what came in, what did not and why, and what to do next. */
export function reportWords(
  report: Omit<ImportReport, 'message'>,
  problems: readonly InputProblem[],
): string {
  return [
    ...whatCameIn(report),
    ...whatDidNot(report),
    ...whatFailed(report, problems),
    ...whatWasNamed(report),
    nextStep(report),
  ].join(' ');
}

function whatCameIn({
  rows_read,
  stored,
  already_known,
  superseded,
  files,
  ...report
}: Omit<ImportReport, 'message'>) {
  const sentences = [
    `Read ${counted(rows_read, 'row')} from ${counted(files.length, 'file')}` +
      (report.first_played_at === undefined || report.last_played_at === undefined
        ? '.'
        : `, ${report.first_played_at.slice(0, 10)} to ${report.last_played_at.slice(0, 10)}.`),
    `${counted(stored, 'new listen')} stored${accountWords(report.account)}.`,
  ];
  if (already_known > 0)
    sentences.push(`${counted(already_known, 'row')} known from before, or found twice.`);
  if (superseded > 0) {
    sentences.push(
      `${counted(superseded, 'row')} kept as evidence only: a richer file tells the same listens.`,
    );
  }
  return sentences;
}

/** The account that is there by default needs no mention. */
function accountWords(account: string): string {
  return account === 'default' ? '' : ` for the account ${account}`;
}

function whatDidNot({ left_out }: Pick<ImportReport, 'left_out'>): string[] {
  const reasons = (Object.entries(left_out) as [LeftOutReason, number | undefined][]).filter(
    (reason): reason is [LeftOutReason, number] => (reason[1] ?? 0) > 0,
  );
  if (reasons.length === 0) return [];
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  const words = reasons.map(([reason, count]) => `${number(count)} because ${leftOutReasons[reason]}`);
  return [`${counted(total, 'row')} left out: ${words.join('; ')}.`];
}

function whatFailed({ files }: Pick<ImportReport, 'files'>, problems: readonly InputProblem[]): string[] {
  const failures = new Map<string, string>();
  for (const { name, error } of problems) failures.set(name, error.message);
  for (const { file, error } of files) if (error !== undefined) failures.set(file, error);
  const sentences = [...failures]
    .slice(0, maxNamedFiles)
    .map(([name, error]) => `${name} was not read whole: ${error}`);
  if (failures.size > maxNamedFiles) {
    sentences.push(`${counted(failures.size - maxNamedFiles, 'more file')} not read whole.`);
  }
  return sentences;
}

function whatWasNamed({
  names_resolved,
  ignored_files,
}: Pick<ImportReport, 'names_resolved' | 'ignored_files'>) {
  const sentences = [];
  if (names_resolved > 0) {
    sentences.push(
      `${counted(names_resolved, 'track')} without an id found in your library, playlists or other files.`,
    );
  }
  if (ignored_files > 0) sentences.push(`${counted(ignored_files, 'other file')} not opened.`);
  return sentences;
}

function nextStep({ files, left_out, stored, status }: Omit<ImportReport, 'message'>): string {
  if ((left_out.over_limit ?? 0) > 0) {
    return 'Next: raise the setting backbeat.import.maxRecords and import the same files again to have the rest.';
  }
  if (status === 'partial') {
    return 'Next: download the damaged files from Spotify again and import them; what is stored will not be doubled.';
  }
  if (files.every(({ format }) => format === 'account' || format === 'empty')) {
    return `Next: this package covers about the last year. ${orderHistory}`;
  }
  return stored > 0
    ? 'Next: ask your agent what you listened to, for example for your top artists of a year.'
    : 'There was nothing new in it; a newer export will add what came since.';
}

function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function number(count: number): string {
  return count.toLocaleString('en');
}
