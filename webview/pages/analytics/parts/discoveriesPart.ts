import type { DiscoveriesResult, Discovery } from '../../../../src/protocol/history/insights/discoveries.ts';
import { columnsChart } from '../../../charts/columnsChart.ts';
import { rankingChart, type RankedRow } from '../../../charts/rankingChart.ts';
import { plural, t } from '../../../l10n.ts';
import { dayWords, monthWords } from '../../../ui/dates.ts';
import { countWords, percentWords } from '../../../ui/words.ts';
import { daysOf } from '../choices.ts';
import type { PartSpec } from '../part.ts';
import { facts, nothing, showOnly, showOnlyWords, type PartTools } from './partTools.ts';
import { chooseTrack } from './rankingParts.ts';

/** What was heard for the first time in the window. */
export function discoveriesPart(tools: PartTools): PartSpec<DiscoveriesResult> {
  return {
    id: 'discoveries',
    title: t('Discoveries'),
    wide: true,
    ask: ({ api, params, choices }, signal) =>
      api.call('history.discoveries', { ...params, by: choices.by, limit: 5 }, { signal }),
    draw: (found, { choices }) => ({
      nodes:
        found.new_tracks === 0
          ? [nothing(t('Nothing was new in this time.'))]
          : nodes(found, choices.by, tools),
      rules: [found.play_rule, found.discovery_rule],
      note: found.note,
    }),
  };
}

function nodes(
  found: DiscoveriesResult,
  by: 'plays' | 'time',
  tools: PartTools,
): readonly (Node | undefined)[] {
  const { periods, per, best_day } = found;
  const columns = periods.map(({ period, new_artists }) => ({
    label: per === 'month' ? monthWords(period) : period,
    value: new_artists,
  }));
  const most = columns.reduce((best, column) => (column.value > best.value ? column : best), {
    label: '',
    value: 0,
  });
  return [
    facts([
      [t('New artists'), countWords(found.new_artists)],
      [t('New tracks'), countWords(found.new_tracks)],
      [t('Plays that were the first of their track'), percentWords(found.discovery_rate)],
      [t('Plays of new artists'), percentWords(found.new_artists_share)],
      [
        t('Day with most new tracks'),
        best_day === undefined
          ? undefined
          : `${dayWords(best_day.day)}, ${plural(best_day.new_tracks, '{count} track', '{count} tracks')}`,
      ],
    ]),
    columns.length < 2
      ? undefined
      : columnsChart({
          id: 'discoveries',
          title: per === 'month' ? t('New artists by month') : t('New artists by year'),
          finding: t('Most were new in {period}: {artists}.', {
            period: most.label,
            artists: plural(most.value, '{count} artist', '{count} artists'),
          }),
          columns,
          head: [t('Period'), t('New artists')],
          save: tools.save,
          onChoose: (at) => {
            const chosen = periods[at];
            if (chosen !== undefined) tools.choose({ window: 'own', ...daysOf(chosen.period) });
          },
        }),
    found.top_artists.length === 0
      ? undefined
      : rankingChart({
          ...{
            id: 'new-artists',
            title: t('New artists that stayed'),
            by,
            compared: false,
            save: tools.save,
          },
          rows: found.top_artists.map(rowOf),
          onChoose: ({ name }) => {
            showOnly(tools, { artist: name });
          },
          chooseWords: showOnlyWords,
        }),
    found.top_tracks.length === 0
      ? undefined
      : rankingChart({
          ...{ id: 'new-tracks', title: t('New tracks that stayed'), by, compared: false, save: tools.save },
          rows: found.top_tracks.map(rowOf),
          onChoose: (row) => {
            chooseTrack(tools, row);
          },
          chooseWords: showOnlyWords,
        }),
  ];
}

function rowOf(item: Discovery): RankedRow {
  return { ...item, detail: t('first heard {day}', { day: dayWords(item.first_play) }) };
}
