import { describe, expect, it } from 'vitest';
import { formatOf, RowReader } from '../../../../src/core/history/import/rows.ts';
import type { Observation } from '../../../../src/core/history/observation.ts';
import {
  accountAudiobookRow,
  accountMusicRow,
  accountPodcastRow,
  audiobookRow,
  endsongRow,
  episodeRow,
  extendedRow,
  madeUpId,
  noTrack,
} from '../../../fixtures/exportRows.ts';

const options = { latest: Date.UTC(2026, 0, 1), keepOptionalFields: false };

function read(row: unknown, keepOptionalFields = false): Observation {
  const result = new RowReader({ ...options, keepOptionalFields }).read(row);
  if (typeof result === 'string') throw new Error(`The row was left out: ${result}`);
  return result;
}

const leftOut = (row: unknown) => new RowReader(options).read(row);

describe('an extended row', () => {
  it('becomes an observation in our words', () => {
    expect(read(extendedRow())).toEqual({
      source: 'extended',
      kind: 'music',
      endedAt: Date.UTC(2024, 2, 10, 12, 34, 56),
      msPlayed: 214_000,
      uri: `spotify:track:${madeUpId(1)}`,
      title: 'Paper Lanterns',
      artist: 'The Quiet Harbour',
      album: 'Low Tide',
      reasonStart: 'trackdone',
      reasonEnd: 'trackdone',
      shuffle: false,
      skipped: false,
      offline: false,
      incognito: false,
      offlineAt: 1_710_074_082_000,
      platform: undefined,
      country: undefined,
    });
  });

  it('keeps nothing that is private: user name, addresses, user agent, platform', () => {
    const row = endsongRow({
      username: 'secret-name',
      user_agent_decrypted: 'secret-agent',
      ip_addr_decrypted: '192.0.2.77',
    });
    const text = JSON.stringify(read({ ...row, ip_addr: '2001:db8::77', longitude: '4.895' }, true));
    expect(text).not.toMatch(/secret|192\.0\.2|2001:db8|4\.895/);
  });

  it('keeps family of player and country only where the setting says so', () => {
    const row = extendedRow({
      platform: 'Partner android_tv Amazon;AFTMM;a1b2c3;;tpapi',
      conn_country: 'nl',
    });
    expect(read(row)).toMatchObject({ platform: undefined, country: undefined });
    expect(read(row, true)).toMatchObject({ platform: 'tv', country: 'NL' });
    expect(read(extendedRow({ conn_country: 'ZZ' }), true).country).toBeUndefined();
    expect(read(extendedRow({ conn_country: '' }), true).country).toBeUndefined();
  });

  it('may lack any key but time and title', () => {
    const row = { ts: '2024-01-15T10:30:00Z', master_metadata_track_name: 'Alone' };
    expect(read(row)).toMatchObject({
      title: 'Alone',
      artist: '',
      album: '',
      msPlayed: undefined,
      uri: undefined,
    });
  });

  it('may have unknown keys, such as __proto__, without effect', () => {
    const row: unknown = JSON.parse(
      '{"ts":"2024-01-15T10:30:00Z","__proto__":{"master_metadata_track_name":"x"}}',
    );
    expect(leftOut(row)).toBe('no_title');
    expect(read(extendedRow({ constructor: 'x', new_field: { deep: [1] } })).title).toBe('Paper Lanterns');
  });
});

describe('the generations of extended rows', () => {
  it('first: with user name and user agent, skipped null, offline_timestamp 0', () => {
    expect(formatOf(endsongRow())).toBe('endsong');
    expect(read(endsongRow())).toMatchObject({
      source: 'extended',
      skipped: undefined,
      offlineAt: undefined,
    });
  });

  it('second: without audiobook keys', () => {
    const row = extendedRow();
    for (const key of Object.keys(row)) if (key.startsWith('audiobook_')) Reflect.deleteProperty(row, key);
    expect(formatOf(row)).toBe('extended');
    expect(read(row).kind).toBe('music');
  });

  it('old dumps: time in words of their own and numbers as text', () => {
    const row = endsongRow({
      ts: '2013-10-09 20:03:57 UTC',
      ms_played: '5984871',
      metro_code: '0',
      latitude: null,
    });
    expect(read(row)).toMatchObject({ endedAt: Date.UTC(2013, 9, 9, 20, 3, 57), msPlayed: 5_984_871 });
  });

  it('are told by their keys, not by the name of a file', () => {
    expect(formatOf(accountMusicRow())).toBe('account');
    expect(formatOf(null)).toBe('unknown');
    expect(formatOf([extendedRow()])).toBe('unknown');
    expect(formatOf({ searchTime: '2024-01-01T00:00:00Z[UTC]' })).toBe('unknown');
  });
});

describe('the kind of a row', () => {
  it('is podcast with an episode URI', () => {
    expect(read(episodeRow())).toMatchObject({
      kind: 'podcast',
      uri: `spotify:episode:${madeUpId(2)}`,
      title: 'Episode 12: Harbours',
      artist: 'Salt and Rope',
    });
  });

  it('is podcast also where the show is null', () => {
    expect(read(episodeRow({ episode_show_name: null }))).toMatchObject({ kind: 'podcast', artist: '' });
  });

  it('is music with a track URI, also in a Video file, where offline is null', () => {
    expect(read(extendedRow({ offline: null }))).toMatchObject({ kind: 'music', offline: undefined });
  });

  it('is audiobook with audiobook fields, whatever the prefix of their URIs', () => {
    expect(read(audiobookRow())).toMatchObject({
      kind: 'audiobook',
      uri: `spotify:chapter:${madeUpId(4)}`,
      title: 'Chapter 1',
      album: 'The Long Pier',
    });
    expect(read(audiobookRow({ audiobook_uri: `spotify:audiobook:${madeUpId(3)}` })).kind).toBe('audiobook');
    expect(read(audiobookRow({ spotify_episode_uri: `spotify:episode:${madeUpId(9)}` })).kind).toBe(
      'audiobook',
    );
  });

  it('does not take the URI of the book for that of its chapters', () => {
    const row = audiobookRow({ audiobook_chapter_uri: null });
    expect(read(row)).toMatchObject({ uri: undefined, title: 'Chapter 1' });
    expect(read({ ...row, audiobook_chapter_title: null })).toMatchObject({
      uri: `spotify:show:${madeUpId(3)}`,
      title: 'The Long Pier',
    });
  });

  it('is video with any other kind of URI', () => {
    const uri = `spotify:video:${madeUpId(5)}`;
    expect(read(episodeRow({ spotify_episode_uri: uri }))).toMatchObject({ kind: 'video', uri });
    expect(read(extendedRow({ spotify_track_uri: uri }))).toMatchObject({ kind: 'video', uri });
  });

  it('follows the names where there is no URI', () => {
    expect(read(extendedRow({ spotify_track_uri: null })).kind).toBe('music');
    expect(read(episodeRow({ spotify_episode_uri: null })).kind).toBe('podcast');
    expect(read(audiobookRow({ audiobook_uri: null, audiobook_chapter_uri: null })).kind).toBe('audiobook');
  });
});

describe('the URI of a row', () => {
  it.each([
    'spotify:track:sample',
    'spotify:local:Artist:Album:Title:215',
    'spotify:track:',
    'x',
    'spotify:track:1234567890123456789_12',
  ])('%s names no item: the names do', (uri) => {
    expect(read(extendedRow({ spotify_track_uri: uri }))).toMatchObject({
      kind: 'music',
      uri: undefined,
      title: 'Paper Lanterns',
    });
  });

  it('keeps a row whose names are null: the id stands for the title', () => {
    const row = extendedRow({ ...noTrack, spotify_track_uri: `spotify:track:${madeUpId(7)}` });
    expect(read(row)).toMatchObject({ uri: `spotify:track:${madeUpId(7)}`, title: madeUpId(7), artist: '' });
  });
});

describe('offline_timestamp', () => {
  it.each([
    [0, undefined],
    [42, undefined],
    [99_999_999, undefined],
    [null, undefined],
    [1_679_249_719, 1_679_249_719_000],
    [1_514_143_428_800, 1_514_143_428_800],
    ['1679249719', 1_679_249_719_000],
  ])('%j becomes %j ms', (stamp, expected) => {
    expect(read(extendedRow({ offline_timestamp: stamp })).offlineAt).toBe(expected);
  });
});

describe('flags and reasons', () => {
  it('are undefined where they are null or empty', () => {
    const row = extendedRow({
      shuffle: null,
      skipped: null,
      incognito_mode: null,
      reason_start: '',
      reason_end: null,
    });
    expect(read(row)).toMatchObject({
      shuffle: undefined,
      skipped: undefined,
      incognito: undefined,
      reasonStart: undefined,
      reasonEnd: undefined,
    });
  });

  it('pass unknown reasons through as text', () => {
    const row = extendedRow({ reason_start: 'click-row', reason_end: 'beamed-away' });
    expect(read(row)).toMatchObject({ reasonStart: 'click-row', reasonEnd: 'beamed-away' });
  });

  it('keep private sessions', () => {
    expect(read(extendedRow({ incognito_mode: true })).incognito).toBe(true);
  });
});

describe('an account row', () => {
  it('of music has names, a minute in UTC and a duration', () => {
    expect(read(accountMusicRow())).toMatchObject({
      source: 'account',
      kind: 'music',
      endedAt: Date.UTC(2024, 2, 10, 12, 34),
      msPlayed: 214_000,
      uri: undefined,
      title: 'Paper Lanterns',
      artist: 'The Quiet Harbour',
      album: '',
    });
  });

  it('of a podcast has the show as artist', () => {
    expect(read(accountPodcastRow())).toMatchObject({
      kind: 'podcast',
      title: 'Episode 12: Harbours',
      artist: 'Salt and Rope',
    });
  });

  it('of an audiobook has author, book and chapter', () => {
    expect(read(accountAudiobookRow())).toMatchObject({
      kind: 'audiobook',
      title: 'Chapter 1',
      artist: 'A. Writer',
      album: 'The Long Pier',
    });
  });

  it('of an old file may be a podcast under a show as artist: kept as music, nothing tells them apart', () => {
    const row = accountMusicRow({ artistName: 'Salt and Rope', trackName: 'Episode 12: Harbours' });
    expect(read(row).kind).toBe('music');
  });

  it('of 0 ms is kept', () => {
    expect(read(accountMusicRow({ msPlayed: 0 })).msPlayed).toBe(0);
  });
});

describe('a row is left out', () => {
  it('as not_a_row if it is no object or none of a history', () => {
    for (const entry of [null, 5, 'text', true, [extendedRow()], {}, { name: 'x' }]) {
      expect(leftOut(entry)).toBe('not_a_row');
    }
  });

  it('as no_time without a readable time', () => {
    expect(leftOut(extendedRow({ ts: null }))).toBe('no_time');
    expect(leftOut(extendedRow({ ts: 'soon' }))).toBe('no_time');
    expect(leftOut(extendedRow({ ts: 1_700_000_000 }))).toBe('no_time');
    expect(leftOut(extendedRow({ ts: undefined }))).toBe('no_time');
    expect(leftOut(accountMusicRow({ endTime: '' }))).toBe('no_time');
  });

  it('as implausible_time before 2006 or in the future', () => {
    expect(leftOut(extendedRow({ ts: '1970-01-01T00:00:00Z' }))).toBe('implausible_time');
    expect(leftOut(extendedRow({ ts: '2005-12-31T23:59:59Z' }))).toBe('implausible_time');
    expect(leftOut(extendedRow({ ts: '2026-01-01T00:00:01Z' }))).toBe('implausible_time');
    expect(read(extendedRow({ ts: '2006-01-01T00:00:00Z' })).endedAt).toBe(Date.UTC(2006, 0, 1));
  });

  it('as bad_duration if negative or longer than a week, also for 10^400', () => {
    expect(leftOut(extendedRow({ ms_played: -1 }))).toBe('bad_duration');
    expect(leftOut(extendedRow({ ms_played: 604_800_001 }))).toBe('bad_duration');
    expect(leftOut(JSON.parse('{"ts":"2024-01-15T10:30:00Z","ms_played":1e400}'))).toBe('bad_duration');
    expect(read(extendedRow({ ms_played: 10_887_284 })).msPlayed).toBe(10_887_284);
    expect(read(extendedRow({ ms_played: null })).msPlayed).toBeUndefined();
  });

  it('as no_title if nothing says what was played', () => {
    expect(leftOut({ ts: '2024-01-15T12:00:00Z' })).toBe('no_title');
    expect(leftOut(extendedRow(noTrack))).toBe('no_title');
    expect(leftOut(accountMusicRow({ trackName: '\u0000 ' }))).toBe('no_title');
  });

  it('as placeholder for the exact pair only: real artists begin with Unknown too', () => {
    const unknown = { artistName: 'Unknown Artist', trackName: 'Unknown Track' };
    expect(leftOut(accountMusicRow(unknown))).toBe('placeholder');
    const book = {
      audiobookName: 'Unknown Book',
      chapterName: 'Unknown Chapter',
      authorName: 'Unknown Author',
    };
    expect(leftOut(accountAudiobookRow(book))).toBe('placeholder');
    expect(read(accountMusicRow({ ...unknown, trackName: 'Unknown Title' })).artist).toBe('Unknown Artist');
    expect(read(accountMusicRow({ artistName: 'Unknown Mortal Orchestra' })).title).toBe('Paper Lanterns');
    expect(read(accountMusicRow({ ...unknown, artistName: 'Unknown T' })).title).toBe('Unknown Track');
  });
});

describe('text of strangers', () => {
  it('is cleaned and bounded', () => {
    const row = extendedRow({ master_metadata_track_name: `a\u202eb\u0000${'c'.repeat(900)}` });
    expect(read(row).title).toBe(`ab${'c'.repeat(498)}`);
  });

  it('may hold lone surrogates', () => {
    expect(read(extendedRow({ master_metadata_album_artist_name: 'x\udc00y' })).artist).toBe('xy');
  });
});

describe('a reader of many rows', () => {
  it('does not mistake one track for another that shares its URI or its names', () => {
    const reader = new RowReader(options);
    const titleOf = (fields: Record<string, unknown>) => reader.read(extendedRow(fields));
    expect(titleOf({})).toMatchObject({ title: 'Paper Lanterns', album: 'Low Tide' });
    expect(titleOf({ master_metadata_track_name: 'Renamed' })).toMatchObject({
      title: 'Renamed',
      album: 'Low Tide',
    });
    expect(titleOf({ master_metadata_album_album_name: null })).toMatchObject({
      title: 'Paper Lanterns',
      album: '',
    });
    expect(titleOf({ master_metadata_album_artist_name: 'Other' })).toMatchObject({ artist: 'Other' });
    expect(titleOf({ spotify_track_uri: null })).toMatchObject({ title: 'Paper Lanterns', uri: undefined });
    expect(titleOf({})).toMatchObject({
      title: 'Paper Lanterns',
      artist: 'The Quiet Harbour',
      album: 'Low Tide',
    });
  });
});
