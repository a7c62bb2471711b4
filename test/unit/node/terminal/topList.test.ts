import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { drawTopAlbums, drawTopArtists, drawTopTracks } from '../../../../src/node/terminal/topList.ts';
import { topAlbumsAnswer, topArtistsAnswer, topTracksAnswer } from './answers.ts';
import { colourful, narrow, screen } from './terminals.ts';

describe('top lists', () => {
  it('draws artists with bars', () => {
    expect(drawTopArtists(topArtistsAnswer, screen)).toMatchInlineSnapshot(`
      "Top artists by plays, 2026-08-23 to 2026-11-20 (Europe/Berlin)
      4,793 plays of 214 artists

      #  artist                    plays  hours  share
      1  Tin Observatory           1,204   70.3  25.1%  ████████████████
      2  夜行図書室                  640   41.5  13.4%  ████████▌
      3  Quiet Evil Name             320   9.40   6.7%  ████▎
      4  Käthe 🪩 & the Family 👨‍👩‍👧      7   0.42   0.1%  ▏
      and 210 more

      Counted: music, 30 seconds or more heard"
    `);
  });

  it('draws tracks, ranked by time', () => {
    expect(drawTopTracks(topTracksAnswer, screen)).toMatchInlineSnapshot(`
      "Top tracks by time, 2026-08-23 to 2026-11-20 (Europe/Berlin)
      4,793 plays of 3 tracks

      #  track                  by                      plays  hours
      1  Lighthouse Keeper’s…   Tin Observatory            88   5.20  ████████████████
      2  終電のあとで           夜行図書室                 61   4.01  ████████████▍
      3  A Very Long Title Th…  Saltmarsh Union, Ada…      44   3.00  █████████▎

      Counted: music, 30 seconds or more heard"
    `);
  });

  it('draws albums and says what has none', () => {
    expect(drawTopAlbums(topAlbumsAnswer, narrow)).toMatchInlineSnapshot(`
      "Top albums by plays, 2026-08-23 to 2026-11-20 (Europe/Berlin)
      4,793 plays of 1 album

      #  album      by         plays  hours  share
      1  Weather…   Tin Obse…    300   17.0   6.3%
      12 plays without an album

      Counted: music, 30 seconds or more heard"
    `);
  });

  it('is a bare table where no terminal reads', () => {
    expect(drawTopTracks(topTracksAnswer, plainTerminal)).toMatchInlineSnapshot(`
      "Top tracks by time, 2026-08-23 to 2026-11-20 (Europe/Berlin)
      4793 plays of 3 tracks

      #  track                                                                             by                          plays  hours
      1  Lighthouse Keeper’s Overtime                                                      Tin Observatory                88   5.20
      2  終電のあとで                                                                      夜行図書室                     61   4.01
      3  A Very Long Title That Nobody Would Ever Fit Into One Line (Live at the Harbour)  Saltmarsh Union, Ada Quill     44   3.00

      Counted: music, 30 seconds or more heard"
    `);
  });

  it('has no escape code without colour, and with it no other', () => {
    const coloured = drawTopArtists(topArtistsAnswer, colourful);
    expect(coloured).toContain('\x1b[1mTop artists');
    expect(coloured).not.toContain('\x1b[2J');
    expect(stripVTControlCharacters(coloured)).toBe(drawTopArtists(topArtistsAnswer, screen));
  });

  it('counts on from a later page', () => {
    expect(drawTopArtists(topArtistsAnswer, plainTerminal, 201)).toMatch(/^201 {2}Tin Observatory/m);
  });

  it('says when nothing was played', () => {
    expect(drawTopArtists({ ...topArtistsAnswer, plays: 0, total: 0, top_artists: [] }, screen)).toContain(
      'Nothing was played.',
    );
  });
});
