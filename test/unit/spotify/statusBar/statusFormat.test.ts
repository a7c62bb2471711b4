import { describe, expect, it } from 'vitest';
import {
  defaultFormat,
  fillFormat,
  showsProgress,
} from '../../../../src/core/spotify/statusBar/statusFormat.ts';
import { settings } from '../../../../src/protocol/settings.ts';

const values = {
  title: 'Song',
  artist: 'Ann',
  artists: 'Ann, Ben',
  album: 'Record',
  progress: '0:50',
  duration: '3:20',
  device: 'Desk',
};

describe('fillFormat', () => {
  it.each([
    ['{title} – {artist}', 'Song – Ann'],
    ['{artists}: {title} ({album})', 'Ann, Ben: Song (Record)'],
    ['{title} {progress}/{duration} @ {device}', 'Song 0:50/3:20 @ Desk'],
    ['{title}{title}', 'SongSong'],
    ['{Title} {unknown} {} {title', '{Title} {unknown} {} {title'],
    ['just words', 'just words'],
    ['', ''],
  ])('%s becomes %s', (format, text) => {
    expect(fillFormat(format, values)).toBe(text);
  });

  it.each([
    ['{title} – {artist}', { title: 'Ad' }, 'Ad'],
    ['{artist} – {title}', { title: 'Ad' }, 'Ad'],
    ['{title} – {artist} – {album}', { title: 'Song', album: 'Record' }, 'Song – Record'],
    ['{title} ({device})', { title: 'Song' }, 'Song'],
    ['{title} ({device}) {progress}', { title: 'Song', progress: '0:01' }, 'Song 0:01'],
    ['{artist} ({device})', { device: 'Desk' }, '(Desk)'],
    ['{title} by {artist}', { title: 'Song' }, 'Song by'],
    ['{title}', {}, ''],
  ])('%s without a part takes its separator along', (format, some, text) => {
    expect(fillFormat(format, some)).toBe(text);
  });

  it('is short whatever the names are', () => {
    const long = 'x'.repeat(1000);
    expect([...fillFormat('{title} – {artist}', { title: long, artist: long })].length).toBeLessThanOrEqual(
      80,
    );
  });

  it('lets no name draw an icon, not even two of them together', () => {
    expect(fillFormat('{title} – {artist}', { title: '$(sync~spin)', artist: 'Ann' })).not.toContain('$(');
    expect(fillFormat('{title}{artist}', { title: '$', artist: '(sync~spin)' })).not.toContain('$(');
    expect(fillFormat('{title}(x)', { title: '$' })).not.toContain('$(');
  });

  it('does not read a name as a format', () => {
    expect(fillFormat('{title} – {artist}', { title: '{artist}', artist: '$&' })).toBe('{artist} – $&');
  });

  it('keeps the order of names from right to left', () => {
    expect(fillFormat('{title} – {artist}', { title: 'שלום', artist: 'Ann' })).toBe('\u2068שלום\u2069 – Ann');
  });
});

it('has the default of the setting', () => {
  expect(settings['statusBar.format'].schema.parse(undefined)).toBe(defaultFormat);
});

it('knows which formats change by the second', () => {
  expect([showsProgress('{title} {progress}'), showsProgress('{title}')]).toEqual([true, false]);
});
