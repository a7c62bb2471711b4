import { describe, expect, it } from 'vitest';
import type { CoverageResult } from '../../../../src/protocol/history/coverage.ts';
import { drawMonths } from '../../../../src/node/terminal/months.ts';
import { drawCoverage } from '../../../../src/node/terminal/coverage.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { coverageAnswer } from './answers.ts';
import { screen } from './terminals.ts';

describe('drawCoverage', () => {
  it('draws history, window and months', () => {
    expect(drawCoverage(coverageAnswer, screen)).toMatchInlineSnapshot(`
      "The whole history
      21,456 listens, 2025-11-20 07:01 to 2026-11-18 22:40
      5,310 rows kept as evidence of a listen that a richer source tells

      Window 2026-08-23 to 2026-11-20 (Europe/Berlin)
      4,793 plays, 99.2% with a Spotify URI; 812 listens too short to count
      time heard: 97.0% known, 2.0% estimated by the length of the track, 1.0% without
      first play 2026-08-23 08:12, last play 2026-11-18 22:40
      plays on 84 of 90 days
      plays by source: extended history 4,000, account data 793
      gap: 2026-10-04 to 2026-10-04, more plays than Spotify keeps between two looks
      gap: 2026-11-18 to 2026-11-21, nothing is known that is newer than the last listen

      Months
      month    plays  hours  extended  account  gaps  █ extended ▒ account
      2026-09  1,610   92.4     1,610        0        █████████████████████
      2026-10  1,850  101.3     1,600      250     1  ████████████████████▒▒▒▒
      2026-11    543   8.50         0      543     1  ▒▒▒▒▒▒▒

      Counted: music, 30 seconds or more heard"
    `);
  });

  it('puts long silences into one line, and shows those with a gap', () => {
    const month = (name: string): CoverageResult['months'][number] => ({
      month: name,
      plays: 10,
      hours: 1,
      sources: [{ source: 'api', plays: 10 }],
    });
    const months = [month('2025-01'), month('2025-04'), month('2025-12'), month('2026-05')];
    const gaps = [{ from: '2026-02-01T00:00:00Z', to: '2026-02-03T00:00:00Z', reason: 'off' as const }];
    const drawn = drawMonths(months, gaps, plainTerminal).split('\n');
    expect(drawn.map((line) => line.slice(0, 9).trim())).toEqual([
      'month',
      '2025-01',
      '2025-02',
      '2025-03',
      '2025-04',
      '7 months',
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
    ]);
  });

  it('is plain where no terminal reads', () => {
    expect(drawCoverage(coverageAnswer, plainTerminal)).toMatchInlineSnapshot(`
      "The whole history
      21456 listens, 2025-11-20 07:01 to 2026-11-18 22:40
      5310 rows kept as evidence of a listen that a richer source tells

      Window 2026-08-23 to 2026-11-20 (Europe/Berlin)
      4793 plays, 99.2% with a Spotify URI; 812 listens too short to count
      time heard: 97.0% known, 2.0% estimated by the length of the track, 1.0% without
      first play 2026-08-23 08:12, last play 2026-11-18 22:40
      plays on 84 of 90 days
      plays by source: extended history 4000, account data 793
      gap: 2026-10-04 to 2026-10-04, more plays than Spotify keeps between two looks
      gap: 2026-11-18 to 2026-11-21, nothing is known that is newer than the last listen

      Months
      month    plays  hours  extended  account  gaps
      2026-09   1610   92.4      1610        0
      2026-10   1850  101.3      1600      250     1
      2026-11    543   8.50         0      543     1

      Counted: music, 30 seconds or more heard"
    `);
  });
});
