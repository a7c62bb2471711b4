import { describe, expect, it } from 'vitest';
import { drawDevices } from '../../../../src/node/terminal/devices.ts';
import { drawSearchResults } from '../../../../src/node/terminal/searchResults.ts';
import { desk, hostile, kitchen, lastTrain, lighthouse } from './playerAnswers.ts';
import { screen } from './terminals.ts';

describe('drawSearchResults', () => {
  it('draws one thing a row', () => {
    const results = [{ query: 'light', items: [lighthouse, lastTrain, hostile] }];
    expect(drawSearchResults({ results }, screen)).toMatchInlineSnapshot(`
      "kind   name          by             length  uri
      track  Lighthouse…   Tin Observat…    3:21  spotify:track:4iV5W9uYEdYUVa79Axb7Rh
      track  終電のあとで  夜行図書室       3:56  spotify:track:4iV5W9uYEdYUVa79Axb7Rh
      track  Quiet Evil…   Quiet Evil N…    1:01  spotify:track:4iV5W9uYEdYUVa79Axb7Rh"
    `);
  });

  it('says when nothing was found, and why an answer is missing', () => {
    expect(drawSearchResults({ results: [{ query: 'x', items: [] }] }, screen)).toBe('Nothing was found.');
    expect(
      drawSearchResults({ results: [{ query: 'x', items: [], error: 'Closed until 14:00.' }] }, screen),
    ).toBe('Closed until 14:00.');
  });
});

describe('drawDevices', () => {
  it('marks the active one and those that take no commands', () => {
    expect(drawDevices({ devices: [desk, kitchen] }, screen)).toMatchInlineSnapshot(`
      "   device   kind      volume
      *  Desk     Computer     40%
         Kitchen  Speaker           takes no commands"
    `);
  });

  it('says what to do where there is none', () => {
    expect(drawDevices({ devices: [] }, screen)).toContain('Open Spotify');
  });
});
