import { ImportError } from '../../errors.ts';
import { packageOf } from '../../../protocol/history/exportNames.ts';
import type { NamedFile } from './fileNames.ts';
import type { PlayFileOutcome } from './playFile.ts';

/** Where and what to order; every dead end of an import leads here. */
export const orderHistory =
  'On spotify.com/account/privacy order "Extended streaming history"; it arrives by e-mail within 30 days, ' +
  'and its ZIP can be imported as it is.';

/** Why there is nothing to import in files of these names, and what to ask Spotify for. */
export function nothingToImport(paths: readonly string[]): ImportError {
  switch (packageOf(paths)) {
    case 'technicalLog':
      return new ImportError('technicalLog', 'This is the technical log: it holds no listening history.', {
        hint: orderHistory,
      });
    case 'account':
      return new ImportError(
        'noHistory',
        'This is the account data package, without a listening history in it.',
        {
          hint: orderHistory,
        },
      );
    case 'json':
      return new ImportError('noHistory', 'None of the JSON files has the name of a listening history.', {
        hint: `If one of them is a history under another name, import that file itself. Otherwise: ${orderHistory}`,
      });
    case 'none':
      return new ImportError(
        'notAnExport',
        'There is no JSON file in it, so it is no data export of Spotify.',
        {
          hint: orderHistory,
        },
      );
  }
}

/**
 * Why files that were read to their end gave not one row.
 * @param plays - the files, and what each came to, in the same order
 */
export function noRows(plays: readonly NamedFile[], outcomes: readonly PlayFileOutcome[]): ImportError {
  const failed = outcomes.findIndex((outcome) => outcome.error !== undefined);
  const name = plays[Math.max(failed, 0)]?.name ?? '';
  const error = outcomes[failed]?.error;
  if (error !== undefined) {
    return new ImportError('unreadable', `${name} could not be read. ${error}`, {
      hint: 'Download the export from Spotify again and import that file.',
    });
  }
  if (outcomes.every((outcome) => outcome.format === 'empty')) {
    return new ImportError('noHistory', `There is not one listen in ${listOf(plays)}.`, {
      hint: orderHistory,
    });
  }
  return new ImportError(
    'noHistory',
    `${listOf(plays)} holds no listening history: no entry has a time of playing.`,
    {
      hint: orderHistory,
    },
  );
}

function listOf(plays: readonly NamedFile[]): string {
  return plays.length === 1 ? (plays[0]?.name ?? '') : `the ${plays.length} files`;
}
