import {
  accountAudiobookRow,
  accountMusicRow,
  accountPodcastRow,
  asJson,
  audiobookRow,
  endsongRow,
  episodeRow,
  extendedRow,
  extendedRows,
  utf8,
} from '../../fixtures/exportRows.ts';

/** Valid files of an export, small: of them everything is made. */
export const madeExports: readonly Uint8Array[] = [
  extendedRows(4),
  extendedRows(40),
  [extendedRow(), episodeRow(), audiobookRow(), extendedRow({ shuffle: null, ms_played: '1200' })],
  [endsongRow(), endsongRow({ user_agent_decrypted: null }), endsongRow({ skipped: true })],
  [accountMusicRow(), accountMusicRow({ trackName: 'Другая песня' }), accountMusicRow()],
  [accountPodcastRow(), accountPodcastRow({ msPlayed: 0 }), accountAudiobookRow()],
  [extendedRow(), accountMusicRow(), endsongRow(), {}, null, 5, [extendedRow()], 'text'],
].flatMap((rows) => [utf8(asJson(rows)), utf8(JSON.stringify(rows))]);
