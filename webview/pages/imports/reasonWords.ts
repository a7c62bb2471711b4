import type { FileFormat, JobStatus, LeftOutReason } from '../../../src/protocol/history/importReport.ts';
import type { Source } from '../../../src/protocol/history/window.ts';
import { t } from '../../l10n.ts';

/** Why rows are not stored, as the rest of a sentence; the English is that of the protocol. */
export function reasonWords(reason: LeftOutReason): string {
  switch (reason) {
    case 'damaged':
      return t('a stretch of the file is not readable JSON');
    case 'not_a_row':
      return t('the entry is no row of a listening history');
    case 'no_time':
      return t('the row has no time, or one that cannot be read');
    case 'implausible_time':
      return t('the time lies before 2006 or in the future');
    case 'bad_duration':
      return t('the time heard is negative or longer than a week');
    case 'no_title':
      return t('nothing says what was played');
    case 'placeholder':
      return t('Spotify put "Unknown" in place of the names');
    case 'over_limit':
      return t('the limit of rows was reached (setting backbeat.import.maxRecords)');
  }
}

export function formatWords(format: FileFormat): string {
  switch (format) {
    case 'extended':
      return t('Extended history');
    case 'endsong':
      return t('Extended history, older form');
    case 'account':
      return t('Account data');
    case 'empty':
      return t('Without rows');
    case 'unknown':
      return t('Unknown');
  }
}

export function jobStatusWords(status: JobStatus): string {
  switch (status) {
    case 'running':
      return t('Running');
    case 'success':
      return t('Imported');
    case 'partial':
      return t('Imported in part');
    case 'error':
      return t('Failed');
    case 'cancelled':
      return t('Cancelled');
    case 'interrupted':
      return t('Interrupted');
  }
}

export function sourceWords(source: Source): string {
  switch (source) {
    case 'extended':
      return t('Extended history');
    case 'account':
      return t('Account data');
    case 'api':
      return t('Collected');
  }
}
