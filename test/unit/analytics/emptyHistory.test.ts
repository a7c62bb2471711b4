import { expect, it } from 'vitest';
import { comparePeriods } from '../../../src/core/analytics/comparePeriods.ts';
import { coverage } from '../../../src/core/analytics/coverage.ts';
import type { AnalysisContext } from '../../../src/core/analytics/columns.ts';
import { heatmap } from '../../../src/core/analytics/heatmap.ts';
import { repeatRate } from '../../../src/core/analytics/repeatRate.ts';
import { searchPlays } from '../../../src/core/analytics/searchPlays.ts';
import { tasteSummary } from '../../../src/core/analytics/tasteSummary.ts';
import { topAlbums } from '../../../src/core/analytics/topAlbums.ts';
import { topArtists } from '../../../src/core/analytics/topArtists.ts';
import { topTracks } from '../../../src/core/analytics/topTracks.ts';
import { insightAnalyses } from '../../../src/core/history/insightAnalyses.ts';
import { InputError } from '../../../src/core/errors.ts';
import { requests } from '../../../src/protocol/requests.ts';
import type { WindowParams } from '../../../src/protocol/history/window.ts';
import { contextOf } from './context.ts';

const analyses = {
  'history.tasteSummary': tasteSummary,
  'history.topArtists': topArtists,
  'history.topTracks': topTracks,
  'history.topAlbums': topAlbums,
  'history.heatmap': heatmap,
  'history.repeatRate': repeatRate,
  'history.coverage': coverage,
  'history.comparePeriods': comparePeriods,
  'history.searchPlays': searchPlays,
} satisfies Record<string, (context: AnalysisContext, params: WindowParams) => object>;

it.each(Object.entries(analyses))('%s answers from an empty history', (method, analyse) => {
  const context = contextOf([], '2025-06-15T12:00:00Z');
  const schema = requests[method as keyof typeof analyses].result;
  for (const params of [{}, { to: '2025-01-01' }, { from: '2020-01-01', kind: 'all' as const }]) {
    const result = analyse(context, params);
    expect(schema.parse(result)).toStrictEqual(result);
    expect(JSON.stringify(result)).not.toMatch(/null|NaN/);
  }
});

const insights = Object.entries(insightAnalyses).filter(([method]) => method !== 'history.itemProfile');

it.each(insights)('%s answers from an empty history', (method, analyse) => {
  const context = contextOf([], '2025-06-15T12:00:00Z');
  const result = (analyse as (context: AnalysisContext, params: object) => object)(context, {});
  expect(requests[method as keyof typeof insightAnalyses].result.parse(result)).toStrictEqual(result);
  expect(JSON.stringify(result)).not.toMatch(/null|NaN/);
});

it('the profile of an item that an empty history does not have is refused in a sentence', () => {
  const context = contextOf([], '2025-06-15T12:00:00Z');
  expect(() => insightAnalyses['history.itemProfile'](context, { artist: 'Nobody' })).toThrow(InputError);
});
