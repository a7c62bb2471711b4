import type { SkippedTrack, SkipsResult } from '../../../../src/protocol/history/insights/skips.ts';
import { columnsChart } from '../../../charts/columnsChart.ts';
import { hours } from '../../../charts/week.ts';
import { plural, t } from '../../../l10n.ts';
import { element } from '../../../ui/element.ts';
import { percentWords } from '../../../ui/words.ts';
import { onlyParams } from '../choices.ts';
import type { PartSpec } from '../part.ts';
import { facts, nameElement, nothing, type PartTools } from './partTools.ts';

/** What was ended early, as far as the sources tell. */
export function skipsPart({ save }: PartTools): PartSpec<SkipsResult> {
  return {
    id: 'skips',
    title: t('Skips'),
    ask: ({ api, params, choices }, signal) =>
      api.call('history.skips', { ...params, ...onlyParams(choices), limit: 5 }, { signal }),
    draw: (skips, { choices }) => ({
      nodes:
        skips.known === 0
          ? [
              nothing(
                t('No source tells what was skipped in this time. The extended streaming history does.'),
              ),
            ]
          : nodes(skips, choices.only?.track === undefined, save),
      rules: [skips.play_rule, skips.skip_rule],
      note: choices.only !== undefined && skips.listens === 0 ? undefined : skips.note,
    }),
  };
}

function nodes(
  skips: SkipsResult,
  hasLists: boolean,
  save: PartTools['save'],
): readonly (Node | undefined)[] {
  const { known, skipped, skip_share, seconds_before_skip, by_shuffle, by_hour, agency } = skips;
  const share = (part: number | undefined): string | undefined =>
    part === undefined ? undefined : percentWords(part);
  const columns = hours.map((label, at) => ({ label, value: by_hour.skip_share[at] ?? 0 }));
  const most = columns.reduce((best, column) => (column.value > best.value ? column : best));
  return [
    facts([
      [t('Skipped'), share(skip_share)],
      [t('Skipped listens'), t('{skipped} of {known} that are known', { skipped, known })],
      [t('Skipped within 30 seconds'), share(seconds_before_skip?.under_30)],
      [t('Skipped with shuffle'), share(by_shuffle.on)],
      [t('Skipped without shuffle'), share(by_shuffle.off)],
      [t('Picked by hand'), share(agency?.chosen)],
    ]),
    columnsChart({
      id: 'skips',
      title: t('Skipped by hour of the day'),
      finding: t('Most is skipped from {hour}:00 on: {part}.', {
        hour: most.label,
        part: percentWords(most.value),
      }),
      columns,
      head: [t('Hour'), t('Part skipped')],
      words: percentWords,
      save,
    }),
    ...(hasLists
      ? [
          list(t('Skipped most'), skips.most_skipped_tracks),
          list(t('Skipped least'), skips.least_skipped_tracks),
        ]
      : []),
  ];
}

function list(title: string, tracks: readonly SkippedTrack[]): HTMLElement | undefined {
  if (tracks.length === 0) return undefined;
  return element(
    'div',
    {},
    element('h3', {}, title),
    element(
      'ol',
      { class: 'analytics-list' },
      ...tracks.map(({ name, artists, listens, skip_share }) =>
        element(
          'li',
          {},
          nameElement(name, artists),
          element(
            'span',
            { class: 'analytics-figure' },
            `${percentWords(skip_share)} · ${plural(listens, '{count} listen', '{count} listens')}`,
          ),
        ),
      ),
    ),
  );
}
