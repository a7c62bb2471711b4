import type { AccountsResult } from '../../../src/protocol/spotify/accounts.ts';
import { t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { instantWords } from '../../ui/instants.ts';
import { familyName } from '../accounts/limitWords.ts';
import { liveTime } from './liveTime.ts';
import { outsideText } from '../../ui/outsideText.ts';

/** What Spotify does not answer now, and until when; what is over is not told. */
export function limitsView({ closed, trouble }: AccountsResult, timeZone: string, now: number): HTMLElement {
  const open = closed.filter(({ until }) => !(Date.parse(until) <= now));
  const note =
    trouble === undefined ? undefined : element('p', { class: 'note' }, element('bdi', {}, trouble));
  if (open.length === 0) {
    return element(
      'div',
      { class: 'activity-limits' },
      note,
      element('p', {}, t('Nothing is limited: Spotify answers every kind of request.')),
    );
  }
  return element(
    'div',
    { class: 'activity-limits' },
    note,
    element(
      'ul',
      { class: 'activity-closed' },
      ...open.map(({ family, reason, until }) =>
        element(
          'li',
          { class: 'note' },
          outsideText(familyName(family)),
          ': ',
          reason === 'quota' ? t('the daily quota of the app is used up') : t('Spotify asked for a pause'),
          ' – ',
          t('asked again {time}', { time: instantWords(until, timeZone) }),
          ' (',
          liveTime(until, timeZone, now),
          ')',
        ),
      ),
    ),
    element(
      'p',
      { class: 'faint' },
      t('Nothing is lost: Backbeat goes on by itself then, and nothing is asked before.'),
    ),
  );
}
