import type { InARow, Streak, StreaksResult } from '../../../../src/protocol/history/insights/streaks.ts';
import { plural, t } from '../../../l10n.ts';
import { dayWords } from '../../../ui/dates.ts';
import { element } from '../../../ui/element.ts';
import { countWords } from '../../../ui/words.ts';
import type { PartSpec } from '../part.ts';
import { facts, nameElement, nothing } from './partTools.ts';

/** Days in a row with plays; where a gap lies beside them it is at least that many. */
export function streaksPart(): PartSpec<StreaksResult> {
  return {
    id: 'streaks',
    title: t('Streaks'),
    ask: ({ api, params }, signal) => api.call('history.streaks', { ...params, limit: 5 }, { signal }),
    draw: (result) => ({
      nodes: result.longest_streaks.length === 0 ? [nothing(t('No plays in this time.'))] : nodes(result),
      rules: [result.play_rule, result.streak_rule],
      note: result.note,
    }),
  };
}

function nodes({
  current,
  longest_streaks,
  longest_silence,
  in_a_row,
  days_with_plays,
  days_without_plays,
  days_unknown,
}: StreaksResult): readonly Node[] {
  return [
    facts([
      [t('Now'), current === undefined ? undefined : lengthWords(current)],
      [t('Days with plays'), countWords(days_with_plays)],
      [t('Days without plays'), countWords(days_without_plays)],
      [t('Days of which nothing is known'), days_unknown === 0 ? undefined : countWords(days_unknown)],
      [
        t('Longest silence'),
        longest_silence === undefined
          ? undefined
          : `${lengthWords(longest_silence)}, ${dayWords(longest_silence.from)} – ${dayWords(longest_silence.to)}`,
      ],
    ]),
    element('h3', {}, t('The longest')),
    element(
      'ol',
      { class: 'analytics-list' },
      ...longest_streaks.map((streak) =>
        element(
          'li',
          {},
          element('span', {}, `${dayWords(streak.from)} – ${dayWords(streak.to)}`),
          element(
            'span',
            { class: 'analytics-figure' },
            `${lengthWords(streak)} · ${plural(streak.plays, '{count} play', '{count} plays')}`,
          ),
        ),
      ),
    ),
    element('h3', {}, t('Most in a row')),
    facts([
      [t('Track'), inARow(in_a_row.track)],
      [t('Album'), inARow(in_a_row.album)],
      [t('Artist'), inARow(in_a_row.artist)],
    ]),
  ];
}

function lengthWords({
  days,
  broken_by_gap,
  cut_by_window,
}: Pick<Streak, 'days' | 'broken_by_gap' | 'cut_by_window'>): string {
  const length = plural(days, '{count} day', '{count} days');
  return broken_by_gap === true || cut_by_window === true ? t('at least {length}', { length }) : length;
}

function inARow(row: InARow | undefined): HTMLElement | undefined {
  if (row === undefined) return undefined;
  const plays = plural(row.plays, '{count} play', '{count} plays');
  const words = row.broken_by_gap === true ? t('at least {length}', { length: plays }) : plays;
  return element('span', {}, nameElement(row.name, row.artists), ` · ${words}`);
}
