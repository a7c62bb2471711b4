import { HistoryError } from '../errors.ts';

/** What every question to an empty history answers: how to fill it, not a page of zeros. */
export function emptyHistory(): HistoryError {
  return new HistoryError(
    'empty',
    'The listening history is empty: no Spotify export has been imported yet.',
    {
      hint:
        'Import one: in VS Code with the command "Backbeat: Import Spotify Data…", in a terminal with ' +
        '`backbeat import PATH`. Spotify sends the export after a request at spotify.com/account/privacy ' +
        '("Extended streaming history").',
    },
  );
}
