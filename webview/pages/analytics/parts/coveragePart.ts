import type { CoverageResult } from '../../../../src/protocol/history/coverage.ts';
import type { GapReason, Source } from '../../../../src/protocol/history/window.ts';
import { plural, t } from '../../../l10n.ts';
import { dayWords, minuteWords } from '../../../ui/dates.ts';
import { bar, element } from '../../../ui/element.ts';
import { countWords } from '../../../ui/words.ts';
import type { PartSpec } from '../part.ts';
import { facts } from './partTools.ts';

/** How far the data behind the numbers reaches, what is missing, and what was counted. */
export function coveragePart(): PartSpec<CoverageResult> {
  return {
    id: 'coverage',
    title: t('What the data covers'),
    ask: ({ coverage }) => coverage(),
    draw: (result) => {
      const { first_play, last_play, days_with_plays, days_in_window, sources, gaps, short_listens } = result;
      return {
        nodes: [
          element(
            'p',
            {},
            t('Plays on {days} of {all}', {
              days: days_with_plays,
              all: plural(days_in_window, '{count} day', '{count} days'),
            }),
            bar(days_with_plays / Math.max(1, days_in_window)),
          ),
          facts([
            [t('First play'), first_play === undefined ? undefined : minuteWords(first_play)],
            [t('Last play'), last_play === undefined ? undefined : minuteWords(last_play)],
            ...sources.map(
              ({ source, plays }) =>
                [sourceWords(source), plural(plays, '{count} play', '{count} plays')] as const,
            ),
            [t('Shorter listens, not counted'), countWords(short_listens)],
          ]),
          gaps.length === 0
            ? undefined
            : element(
                'ul',
                { class: 'analytics-gaps', 'aria-label': t('Gaps') },
                ...gaps.map(({ from, to, reason }) =>
                  element(
                    'li',
                    {},
                    t('Gap from {from} to {to}: {reason}.', {
                      from: dayWords(from),
                      to: dayWords(to),
                      reason: gapWords(reason),
                    }),
                  ),
                ),
              ),
        ],
        rules: [result.play_rule],
        note: result.note,
      };
    },
  };
}

function sourceWords(source: Source): string {
  const words: Record<Source, string> = {
    extended: t('From the extended history'),
    account: t('From the account data'),
    api: t('Collected'),
  };
  return words[source];
}

function gapWords(reason: GapReason): string {
  const words: Record<GapReason, string> = {
    after_last_listen: t('nothing is known that is newer than the last listen'),
    missed: t('more plays than Spotify keeps between two looks'),
    paused: t('the collection was paused'),
    off: t('Backbeat was not running'),
    signed_out: t('the sign-in had ended'),
    outage: t('Spotify could not be reached'),
  };
  return words[reason];
}
