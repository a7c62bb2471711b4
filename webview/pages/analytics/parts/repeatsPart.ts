import type { ConcentrationResult } from '../../../../src/protocol/history/insights/concentration.ts';
import type { RepeatRateResult } from '../../../../src/protocol/history/repeatRate.ts';
import { plural, t } from '../../../l10n.ts';
import { element } from '../../../ui/element.ts';
import { countWords, percentWords, ratioWords } from '../../../ui/words.ts';
import type { PartSpec } from '../part.ts';
import { facts, nameElement } from './partTools.ts';

interface Answer {
  readonly repeats: RepeatRateResult;
  readonly spread: ConcentrationResult;
}

/** How much goes to how few, and how often the same is heard again. */
export function repeatsPart(): PartSpec<Answer> {
  return {
    id: 'repeats',
    title: t('Concentration'),
    ask: async ({ api, params, choices }, signal) => {
      const [repeats, spread] = await Promise.all([
        api.call('history.repeatRate', params, { signal }),
        api.call('history.concentration', { ...params, by: choices.by }, { signal }),
      ]);
      return { repeats, spread };
    },
    draw: ({ repeats, spread }, { choices }) => {
      const { tracks, artists, previous, eddington } = spread;
      const { most_repeated } = repeats;
      const of = choices.by === 'time' ? t('of the time') : t('of plays');
      const before = (part: number | undefined): string =>
        part === undefined ? '' : ` (${t('before: {part}', { part: percentWords(part) })})`;
      return {
        nodes: [
          element('h3', {}, t('How much goes to how few')),
          facts([
            [
              t('Ten top artists'),
              `${percentWords(artists.top_10_share)} ${of}${before(previous?.artists.top_10_share)}`,
            ],
            [
              t('Ten top tracks'),
              `${percentWords(tracks.top_10_share)} ${of}${before(previous?.tracks.top_10_share)}`,
            ],
            [t('Artists that make half'), countWords(artists.makes_half)],
            [t('Tracks that make half'), countWords(tracks.makes_half)],
            [t('As varied as that many equal artists'), ratioWords(Math.round(artists.effective_number))],
            [
              t('Eddington number'),
              t('{days} with as many plays', { days: plural(eddington, '{count} day', '{count} days') }),
            ],
          ]),
          element('h3', {}, t('On repeat')),
          facts([
            [t('Plays per track, average'), ratioWords(repeats.repeat_rate)],
            [t('Plays per track, median'), ratioWords(repeats.median_plays_per_track)],
            [t('Played again right away'), countWords(repeats.consecutive_repeats)],
            [t('Plays of tracks known before'), percentWords(repeats.known_before_share)],
            [
              t('Most in a row'),
              most_repeated === undefined
                ? undefined
                : element(
                    'span',
                    {},
                    `${countWords(most_repeated.plays_in_a_row)}: `,
                    nameElement(most_repeated.name, most_repeated.artists),
                  ),
            ],
          ]),
        ],
        rules: [repeats.play_rule],
        note: repeats.note ?? spread.note,
      };
    },
  };
}
