import { t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { button } from '../../ui/toolkit.ts';

/** A history without a listen: how to fill it. */
export function emptyState(onImport: () => void): HTMLElement {
  const open = button(t('Import Spotify data'), 'primary', onImport);
  open.id = 'analytics-import';
  return element(
    'div',
    { class: 'state' },
    element('h2', {}, t('Nothing here yet')),
    element('p', {}, t('Import your Spotify data to see what you listen to. It stays on this machine.')),
    open,
    element(
      'p',
      { class: 'faint' },
      t(
        'No export yet? The page of the imports says how to get it. What is played from now on is collected once you are signed in.',
      ),
    ),
  );
}

/** What a filter hides, and why. */
export function hiddenNote(): HTMLElement {
  return element(
    'p',
    { class: 'analytics-note analytics-wide' },
    t(
      'Rankings, discoveries, concentration, sessions, streaks and coverage are about everything that was heard. Take the filter away to see them again.',
    ),
  );
}

/** A window without a play, in a history that has some. */
export function silentState(words: string, onEverything: (() => void) | undefined): HTMLElement {
  return element(
    'div',
    { class: 'state analytics-silent' },
    element('h2', {}, t('No plays in {window}', { window: words })),
    onEverything === undefined ? undefined : button(t('Show all time'), 'primary', onEverything),
  );
}
