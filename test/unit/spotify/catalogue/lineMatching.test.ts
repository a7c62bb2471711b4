import { describe, expect, it } from 'vitest';
import { chooseTrack } from '../../../../src/core/spotify/catalogue/chooseTrack.ts';
import { readLine } from '../../../../src/core/spotify/catalogue/readLine.ts';
import type { ResolvedLine } from '../../../../src/core/spotify/catalogue/resolvedLine.ts';
import { comparableTrack, trackScore } from '../../../../src/core/spotify/catalogue/trackScore.ts';

/** What a search may bring up: recordings, versions, imitations and strangers of the same name. */
const shelf: Readonly<Record<string, readonly [name: string, by: readonly string[], album?: string]>> = {
  lantern: ['Paper Lantern', ['Tin Observatory'], 'Weather Maps'],
  lanternLive: ['Paper Lantern - Live at the Weighbridge', ['Tin Observatory'], 'Weighbridge Nights'],
  lanternHall: ['Paper Lantern (Live in Ferry Hall)', ['Tin Observatory']],
  lanternRemix: ['Paper Lantern - DJ Rhubarb Eclipse Remix', ['Tin Observatory', 'DJ Rhubarb Eclipse']],
  lanternOtherRemix: ['Paper Lantern (Basalt Carousel Remix)', ['Tin Observatory']],
  lanternAcoustic: ['Paper Lantern - Acoustic', ['Tin Observatory']],
  lanternDemo: ['Paper Lantern (Demo)', ['Tin Observatory']],
  lanternSlowed: ['Paper Lantern (Slowed + Reverb)', ['Tin Observatory']],
  lanternInstrumental: ['Paper Lantern - Instrumental', ['Tin Observatory']],
  lanternKaraoke: ['Paper Lantern (Karaoke Version)', ['Sing Along Kings']],
  lanternTribute: ['Paper Lantern', ['The Tin Observatory Tribute Band']],
  lanternStyle: ['Paper Lantern (In the Style of Tin Observatory)', ['Karaoke Parade']],
  lanternSingers: ['Paper Lantern', ['Tin Observatory Tribute Singers']],
  lanternAtHome: ['Paper Lantern', ['Tin Observatory'], 'Live at the Weighbridge'],
  lanternNumber: ['Paper Lantern', ['Tin 2 Tribute']],
  tributeAlbum: ['Copper Sparrow', ['Johnny Kettle'], 'Tribute'],
  namesake: ['Brass Compass', ['Joan Willoughby']],
  lanternCover: ['Paper Lantern', ['Kettle Forecast']],
  harbour: ['Slow Harbour', ['The Municipal Swans']],
  harbour2: ['Slow Harbour II', ['The Municipal Swans']],
  harbourPart: ['Slow Harbour, Pt. 2', ['The Municipal Swans']],
  staircase: ['Crooked Staircase - 2011 Remaster', ['Käthe Ombrelle']],
  telegram: ['Unsent Telegram (feat. Ada Quillfeather)', ['Postcard Refinery', 'Ada Quillfeather']],
  orchard: ["Don't Stop the Orchard", ['Wren & the Weighbridge']],
  get: ["(I Can't Find) The Ferry", ['Polite Tornado Club']],
  night: ['夜行図書室のテーマ', ['夜行図書室']],
  wave: ['잔물결', ['잔물결 우체국']],
  umbrella: ['المظلة الزرقاء', ['فرقة المظلة الزرقاء']],
  comet: ['Señora Cometa', ['Los Paraguas Eléctricos']],
  disco: ['Mirrorball', ['Señora Cometa 🪩']],
  mist: ['Þoka', ['Ólafía Mistur']],
  intro: ['Intro', ['Bright Gravel']],
  introOther: ['Intro', ['Hollow Almanac']],
  introThird: ['Intro', ['Lichen Archive']],
  dollar: ['Small Change', ['Ca$h Marmalade']],
  slash: ['Thunder Receipt', ['HV/DC']],
  longLive: ['Long Live the Kettle', ['Drizzle Notation']],
  liveFor: ['Live for Postcards', ['Drizzle Notation']],
  numbers: ['1979 Ferries', ['Nine Left Gloves']],
  rocknroll: ["Rock 'n' Roll Thermostat", ['Velvet Tollbooth']],
  theme: ["Gloves (Nine's Version)", ['Nine Left Gloves']],
  gloves: ['Gloves', ['Nine Left Gloves']],
  by: ['Saved by the Window', ['Amber Static Ensemble']],
  comma: ['Sand, Salt and Signals', ['Earth, Rain & Tollbooth']],
  creed: ['Kitchen', ['Tyler, The Gardener']],
  shout: ['!!!', ['Zinc Cathedral Riot']],
  single: ['Meadow', ['Wren']],
  duet: ['Borrowed Compass', ['Wren', 'Ada Quillfeather']],
  movie: ['Borrowed Garden - From "The Lighthouse Inventory"', ['Imogen Tarrow']],
  edit: ['Electric Meadow - Radio Edit', ['Quiet Freight Terminal']],
  deluxe: ['Velvet Signal (Deluxe Edition)', ['Quiet Freight Terminal']],
};

function resolved(line: string): ResolvedLine & { key: string | undefined } {
  const read = readLine(line);
  const tracks = Object.entries(shelf).map(([uri, [name, by, album]]) => ({
    ...{ uri, name, by, album, favour: 0, source: 'search' as const },
    score: trackScore(read, comparableTrack({ name, by, album })),
  }));
  const chosen = chooseTrack(tracks, read.refusal ?? 'nothing');
  return { ...chosen, key: chosen.match?.uri };
}

describe('a line means', () => {
  it.each([
    // order and separators
    ['Tin Observatory – Paper Lantern', 'lantern'],
    ['Tin Observatory - Paper Lantern', 'lantern'],
    ['Paper Lantern - Tin Observatory', 'lantern'],
    ['Paper Lantern — Tin Observatory', 'lantern'],
    ['Tin Observatory–Paper Lantern', 'lantern'],
    ['Paper Lantern by Tin Observatory', 'lantern'],
    ['Tin Observatory, Paper Lantern', 'lantern'],
    ['Paper Lantern, Tin Observatory', 'lantern'],
    ['Tin Observatory: Paper Lantern', 'lantern'],
    ['Tin Observatory | Paper Lantern', 'lantern'],
    ['Paper Lantern / Tin Observatory', 'lantern'],
    ['Tin Observatory\tPaper Lantern', 'lantern'],
    ['Tin Observatory;Paper Lantern', 'lantern'],
    ['Tin Observatory -- Paper Lantern', 'lantern'],
    ['Tin Observatory Paper Lantern', 'lantern'],
    ['paper lantern tin observatory', 'lantern'],
    // lists, quotes, CSV
    ['1. Tin Observatory - Paper Lantern', 'lantern'],
    ['12) Paper Lantern by Tin Observatory', 'lantern'],
    ['#7 Tin Observatory – Paper Lantern', 'lantern'],
    ['03 - Tin Observatory - Paper Lantern', 'lantern'],
    ['• Tin Observatory – Paper Lantern', 'lantern'],
    ['- [ ] Tin Observatory – Paper Lantern', 'lantern'],
    ['* "Paper Lantern" by Tin Observatory', 'lantern'],
    ['“Paper Lantern” – Tin Observatory', 'lantern'],
    ['"Paper Lantern", Tin Observatory', 'lantern'],
    ['Tin Observatory "Paper Lantern"', 'lantern'],
    ['"Tin Observatory","Paper Lantern"', 'lantern'],
    ['"Tin Observatory","Paper Lantern","Weather Maps"', 'lantern'],
    ['Tin Observatory,Paper Lantern,Weather Maps,2011', 'lantern'],
    ['Tin Observatory - Weather Maps - Paper Lantern', 'lantern'],
    ['#EXTINF:214,Tin Observatory - Paper Lantern', 'lantern'],
    ['Tin Observatory - Paper Lantern 3:34', 'lantern'],
    ['Tin Observatory - Paper Lantern (Official Video) [HD]', 'lantern'],
    ['Tin Observatory - Paper Lantern (1979)', 'lantern'],
    // case, typos, signs
    ['TIN OBSERVATORY - PAPER LANTERN', 'lantern'],
    ['tin observatry - papper lantern', 'lantern'],
    ['Tin Observatory - Paper Lantren', 'lantern'],
    ['Käthe Ombrelle - Crooked Staircase', 'staircase'],
    ['Kathe Ombrelle – Crooked Stairase', 'staircase'],
    ['Crooked Staircase (Remastered) - Käthe Ombrelle', 'staircase'],
    ['Crooked Staircase - 2011 Remaster - Käthe Ombrelle', 'staircase'],
    ['Wren and the Weighbridge - Dont Stop The Orchard', 'orchard'],
    ['Wren & The Weighbridge – Don’t Stop the Orchard', 'orchard'],
    ['Municipal Swans - Slow Harbour', 'harbour'],
    ['Municipal Swans, The - Slow Harbour', 'harbour'],
    ['The Municipal Swans - Slow Harbour II', 'harbour2'],
    ['The Municipal Swans - Slow Harbour Part 2', 'harbourPart'],
    ['The Municipal Swans - Slow Harbour Part II', 'harbourPart'],
    ['Cash Marmalade - Small Change', 'dollar'],
    ['HVDC - Thunder Receipt', 'slash'],
    ['HV/DC - Thunder Receipt', 'slash'],
    ['Velvet Tollbooth - Rock and Roll Thermostat', 'rocknroll'],
    ['Polite Tornado Club - The Ferry', 'get'],
    ['Polite Tornado Club - I Cant Find The Ferry', 'get'],
    ['Zinc Cathedral Riot - !!!', 'shout'],
    // scripts and emoji
    ['夜行図書室 - 夜行図書室のテーマ', 'night'],
    ['夜行図書室のテーマ／夜行図書室', 'night'],
    ['잔물결 우체국 – 잔물결', 'wave'],
    ['فرقة المظلة الزرقاء - المظلة الزرقاء', 'umbrella'],
    ['Senora Cometa - Mirrorball', 'disco'],
    ['🪩 Señora Cometa 🪩 - Mirrorball ❤️', 'disco'],
    ['Los Paraguas Electricos: senora cometa', 'comet'],
    ['Olafia Mistur - Thoka', 'mist'],
    ['Ólafía Mistur - Þoka', 'mist'],
    // guests
    ['Postcard Refinery feat. Ada Quillfeather - Unsent Telegram', 'telegram'],
    ['Postcard Refinery - Unsent Telegram ft. Ada Quillfeather', 'telegram'],
    ['Unsent Telegram (feat. Ada Quillfeather) by Postcard Refinery', 'telegram'],
    ['Postcard Refinery & Ada Quillfeather - Unsent Telegram', 'telegram'],
    ['Ada Quillfeather - Unsent Telegram', 'telegram'],
    ['Ada Quillfeather x Wren – Borrowed Compass', 'duet'],
    // versions
    ['Tin Observatory - Paper Lantern (Live)', 'lanternLive'],
    ['Paper Lantern - Tin Observatory (Live)', 'lanternLive'],
    ['Tin Observatory - Paper Lantern - Live', 'lanternLive'],
    ['Tin Observatory - Paper Lantern live in Ferry Hall', 'lanternHall'],
    ['Tin Observatory - Paper Lantern (Live at the Weighbridge)', 'lanternLive'],
    ['Tin Observatory - Paper Lantern (Live in Ferry Hall)', 'lanternHall'],
    ['Paper Lantern (DJ Rhubarb Eclipse Remix)', 'lanternRemix'],
    ['Tin Observatory - Paper Lantern [Basalt Carousel Remix]', 'lanternOtherRemix'],
    ['Tin Observatory - Paper Lantern acoustic', 'lanternAcoustic'],
    ['Tin Observatory - Paper Lantern (Acoustic Version)', 'lanternAcoustic'],
    ['Tin Observatory - Paper Lantern (demo)', 'lanternDemo'],
    ['Tin Observatory - Paper Lantern (slowed)', 'lanternSlowed'],
    ['Tin Observatory - Paper Lantern (Instrumental)', 'lanternInstrumental'],
    ['Kettle Forecast - Paper Lantern', 'lanternCover'],
    ['Johnny Kettle - Copper Sparrow', 'tributeAlbum'],
    ['Quiet Freight Terminal - Electric Meadow', 'edit'],
    ['Quiet Freight Terminal - Velvet Signal', 'deluxe'],
    ['Imogen Tarrow - Borrowed Garden', 'movie'],
    ["Nine Left Gloves - Gloves (Nine's Version)", 'theme'],
    ['Nine Left Gloves - Gloves', 'gloves'],
    // words that only look like versions, separators and list numbers
    ['Long Live the Kettle - Drizzle Notation', 'longLive'],
    ['Drizzle Notation - Live for Postcards', 'liveFor'],
    ['1979 Ferries - Nine Left Gloves', 'numbers'],
    ['Saved by the Window by Amber Static Ensemble', 'by'],
    ['Earth, Rain & Tollbooth - Sand, Salt and Signals', 'comma'],
    ['Tyler, The Gardener - Kitchen', 'creed'],
    ['Wren - Meadow', 'single'],
    // a title alone
    ['Crooked Staircase', 'staircase'],
    ["Don't Stop the Orchard", 'orchard'],
    ['Saved by the Window', 'by'],
    ['Croked Staircase', 'staircase'],
    // nothing of the kind
    ['Kettle Archive - Paper Lantern', undefined],
    ['Wren - Slow Harbour', undefined],
    ['Tin Observatory - Umbrella Season', undefined],
    ['Basalt Carousel - Crooked Staircase', undefined],
    ['Glasshouse Arithmetic', undefined],
    ['The Municipal Swans', undefined],
  ])('%s → %s', (line, key) => {
    const { match, runnerUp } = resolved(line);
    expect({ key: match?.uri, match, runnerUp }).toMatchObject({ key });
    if (match === undefined) expect(runnerUp?.confidence ?? 0).toBeLessThan(0.65);
  });

  it('an imitation only if it asks for one', () => {
    expect(resolved('Tin Observatory - Paper Lantern (Karaoke)').match?.name).toMatch(/Karaoke|Style/);
    for (const imitation of [
      'lanternKaraoke',
      'lanternTribute',
      'lanternStyle',
      'lanternSingers',
      'lanternNumber',
    ]) {
      const [name, by] = shelf[imitation] ?? ['', []];
      for (const line of [
        'Tin Observatory - Paper Lantern',
        'Paper Lantern',
        'Tin Observatory - Paper Lantern (Live)',
      ]) {
        expect(trackScore(readLine(line), comparableTrack({ name, by })), `${line}: ${name}`).toBeLessThan(
          0.5,
        );
      }
    }
  });

  it('the recording on the record, not that of a concert whose title does not say so', () => {
    const scoreOf = (line: string, key: string): number => {
      const [name, by, album] = shelf[key] ?? ['', []];
      return trackScore(readLine(line), comparableTrack({ name, by, album }));
    };
    expect(scoreOf('Tin Observatory - Paper Lantern', 'lanternAtHome')).toBeLessThan(0.85);
    expect(scoreOf('Tin Observatory - Paper Lantern (Live)', 'lanternAtHome')).toBeGreaterThan(0.9);
    for (const album of ['Live Wires', 'Where We Live', 'Live in the Kettle', 'Long Live Tin']) {
      const track = comparableTrack({ name: 'Paper Lantern', by: ['Tin Observatory'], album });
      expect(trackScore(readLine('Tin Observatory - Paper Lantern'), track), album).toBe(1);
    }
    for (const album of ['Night Ferry (Live)', 'MTV Unplugged', 'Weather Maps - Live', 'Live in Ferrytown']) {
      const track = comparableTrack({ name: 'Paper Lantern', by: ['Tin Observatory'], album });
      expect(trackScore(readLine('Tin Observatory - Paper Lantern'), track), album).toBeLessThan(0.85);
    }
  });

  it('less surely an artist whose name is nearly the same', () => {
    const { match } = resolved('Joan Willoughbyson - Brass Compass');
    expect(match).toMatchObject({ uri: 'namesake' });
    expect(match?.confidence).toBeLessThan(0.9);
  });

  it('less surely what it does not name in full', () => {
    const sure = (line: string): number => resolved(line).match?.confidence ?? 0;
    expect(sure('Tin Observatory - Paper Lantern')).toBeGreaterThanOrEqual(0.95);
    expect(sure('Crooked Staircase')).toBeLessThan(0.9);
    expect(sure('tin observatry - papper lantern')).toBeLessThan(0.9);
    expect(sure('Intro')).toBeLessThan(0.65);
  });

  it('perhaps another one, and says which', () => {
    const { match, runnerUp } = resolved('Intro');
    expect(match).toMatchObject({ name: 'Intro', by: ['Bright Gravel'] });
    expect(runnerUp).toMatchObject({ name: 'Intro', by: ['Hollow Almanac'] });
    expect(runnerUp?.confidence).toBeLessThanOrEqual(match?.confidence ?? 0);
    expect(resolved('Tin Observatory - Paper Lantern').runnerUp).toBeUndefined();
  });

  it('a URI or a link, as it is', () => {
    const id = '4iV5W9uYEdYUVa79Axb7Rh';
    expect(readLine(` spotify:track:${id}`).given?.uri).toBe(`spotify:track:${id}`);
    expect(readLine(`https://open.spotify.com/intl-de/track/${id}?si=1`).given?.uri).toBe(
      `spotify:track:${id}`,
    );
    expect(
      readLine(`"Paper Lantern",spotify:album:${id},https://open.spotify.com/track/${id}`).given?.type,
    ).toBe('track');
    expect(readLine(`spotify:artist:${id}`).refusal).toBe('This is an artist, not a track.');
    expect(readLine('https://open.spotify.com/track/../../me').refusal).toContain('no URI');
  });

  it.each(['', '   ', '---', '=====', '#EXTM3U', '1.', '\u200b\u202e'])('nothing: %j', (line) => {
    const read = readLine(line);
    expect(read.refusal, JSON.stringify(read)).toBeDefined();
    expect(read.queries).toEqual([]);
  });

  it('the same however long it is', () => {
    expect(readLine(`Tin Observatory - ${'very '.repeat(100_000)}`).queries[0]?.length).toBeLessThanOrEqual(
      200,
    );
    const brackets = readLine('('.repeat(1000) + 'x' + ')'.repeat(1000));
    expect(brackets.readings.length).toBeLessThan(10);
  });
});

describe('a line is searched for', () => {
  it.each([
    [
      '1. “Paper Lantern” – Tin Observatory (Official Video)',
      ['Paper Lantern Tin Observatory', 'Tin Observatory'],
    ],
    ['Paper Lantern by Tin Observatory', ['Tin Observatory Paper Lantern', 'Paper Lantern']],
    [
      'Tin Observatory feat. Wren - Paper Lantern (Live)',
      ['Tin Observatory Wren Paper Lantern live', 'Tin Observatory Paper Lantern'],
    ],
    ['Paper Lantern', ['Paper Lantern']],
    ['artist:"x" OR track:y', ['artist x OR track y']],
    ['夜行図書室', ['夜行図書室']],
    ['!!!', ['!!!']],
  ])('%s', (line, queries) => {
    expect(readLine(line).queries).toEqual(queries);
  });

  it('by its code, where that is known', () => {
    const { queries } = readLine({ title: 'Paper Lantern', by: 'Tin Observatory', isrc: 'QZA-XX-12-34567' });
    expect(queries).toEqual(['isrc:QZAXX1234567', 'Tin Observatory Paper Lantern']);
  });
});
