import { describe, expect, it } from 'vitest';
import type { Item } from '../../../../../src/protocol/spotify/items.ts';
import { deviceWords } from '../../../../../src/vscode/commands/player/deviceWords.ts';
import { searchLines } from '../../../../../src/vscode/commands/player/searchLines.ts';
import { english } from '../../english.ts';

const item = (type: Item['type'], name: string, more: Partial<Item> = {}): Item => ({
  name,
  type,
  uri: `spotify:${type}:1`,
  url: `https://open.spotify.com/${type}/1`,
  ...more,
});

describe('the lines of a search', () => {
  it('stand under the heading of their kind, kinds and results in the order of the answer', () => {
    const items = [item('artist', 'Ann'), item('track', 'A'), item('artist', 'Ben'), item('track', 'B')];
    const words = searchLines(items, english).map((line) => ('heading' in line ? line.heading : line.label));
    expect(words).toEqual([
      'Artists',
      '$(person) Ann',
      '$(person) Ben',
      'Tracks',
      '$(music) A',
      '$(music) B',
    ]);
  });

  it('say by whom, from what, since when and how long', () => {
    const track = item('track', 'A', {
      by: ['Ann', 'Ben'],
      album: 'R',
      released: '1999',
      duration_ms: 61_000,
    });
    expect(searchLines([track], english)[1]).toMatchObject({
      description: 'Ann, Ben · R · 1999 · 1:01',
      queueable: true,
    });
    expect(searchLines([item('playlist', 'P')], english)[1]).toMatchObject({
      description: '',
      queueable: false,
    });
  });

  it('draw no icon but their own', () => {
    const [, line] = searchLines([item('track', '$(sync~spin)', { by: ['$(alert)'] })], english);
    expect(JSON.stringify(line && 'label' in line && [line.label, line.description])).toBe(
      JSON.stringify(['$(music) $\u200B(sync~spin)', '$\u200B(alert)']),
    );
  });
});

describe('the line of a device', () => {
  it('says what it is and how it stands', () => {
    const desk = { name: 'Desk', id: 'd1', kind: 'Computer', active: true, volume: 40 };
    expect(deviceWords(desk, english)).toEqual({
      label: '$(vm) Desk',
      description: 'Computer · active · 40 %',
    });
  });

  it('says of one without an id that it takes no commands', () => {
    const car = { name: '', kind: 'Automobile', active: false };
    expect(deviceWords(car, english)).toEqual({
      label: '$(broadcast) Unnamed device',
      description: 'Automobile · takes no commands',
    });
  });
});
