import { plural, t } from '../../l10n.ts';
import { problemWords } from '../../shell/problem.ts';
import { dayWords, minuteWords } from '../../ui/dates.ts';
import { element, section, terms } from '../../ui/element.ts';
import { button } from '../../ui/toolkit.ts';
import { countWords, hourWords, percentWords } from '../../ui/words.ts';
import type { TrackHistory } from './trackHistory.ts';

interface CardActions {
  readonly openImports: () => void;
  readonly retry: () => void;
}

/** What this track is in the user's history; `undefined` where nothing plays that could be in it. */
export function historyCard(history: TrackHistory, actions: CardActions): HTMLElement | undefined {
  const body = bodyOf(history, actions);
  return body.length === 0 ? undefined : section('np-history', t('In your history'), ...body);
}

function bodyOf(history: TrackHistory, { openImports, retry }: CardActions): HTMLElement[] {
  switch (history.kind) {
    case 'none':
      return [];
    case 'loading':
      return [element('p', { class: 'faint' }, t('Looking in your history…'))];
    case 'unknown':
      return [element('p', {}, t('Your history knows nothing of it yet: this may be the first time.'))];
    case 'emptyHistory':
      return [
        element(
          'p',
          {},
          t('Your history is still empty. Import your Spotify data to see what this track is to you.'),
        ),
        withId('np-import', button(t('Open imports'), 'secondary', openImports)),
      ];
    case 'failed': {
      const [sentence, hint] = problemWords(history.error);
      return [
        element('p', {}, sentence, hint === undefined ? undefined : ` ${hint}`),
        withId('np-history-retry', button(t('Try again'), 'secondary', retry)),
      ];
    }
    case 'known':
      return known(history);
  }
}

function known({ all, week }: Extract<TrackHistory, { kind: 'known' }>): HTMLElement[] {
  const rule = element('p', { class: 'rule faint' }, all.play_rule);
  if (all.plays === 0) {
    return [element('p', {}, t('It was heard before, but never long enough to count as a play.')), rule];
  }
  const pairs: [string, string | undefined][] = [
    [t('First heard'), all.first_play && dayWords(all.first_play)],
    [t('Plays'), t('{plays} in {hours} h', { plays: countWords(all.plays), hours: hourWords(all.hours) })],
    [t('In the last 7 days'), plural(week.plays, '{count} play', '{count} plays')],
    [t('Last time'), all.last_play && lastWords(all.last_play, all.days_since)],
    [
      t('Rank among your tracks'),
      all.rank === undefined ? undefined : t('{rank} of {all}', { rank: all.rank, all: all.ranked }),
    ],
    [
      t('Skipped'),
      all.skip_share === undefined
        ? undefined
        : t('{share} of {listens} listens', {
            share: percentWords(all.skip_share),
            listens: all.skip_listens ?? 0,
          }),
    ],
  ];
  return [
    terms(
      { class: 'facts' },
      pairs.flatMap(([term, value]) => (value === undefined ? [] : [[term, value] as const])),
    ),
    rule,
  ];
}

function lastWords(instant: string, days: number | undefined): string {
  const when = minuteWords(instant);
  if (days === undefined) return when;
  if (days === 0) return t('today, {when}', { when });
  return t('{days}, {when}', { days: plural(days, '{count} day ago', '{count} days ago'), when });
}

function withId(id: string, made: HTMLElement): HTMLElement {
  made.id = id;
  return made;
}
