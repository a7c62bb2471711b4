import { t } from '../../l10n.ts';
import { element, section } from '../../ui/element.ts';
import { button } from '../../ui/toolkit.ts';

/** Where Spotify takes orders for the data that it holds of somebody. */
export const privacyPage = 'https://www.spotify.com/account/privacy/';

/** How to get the export: steps, and which of the three packages is the right one. */
export function howToGet(onOpen: () => void): HTMLElement {
  const open = button(t('Open the Privacy Page of Spotify'), 'secondary', onOpen);
  open.id = 'imports-privacy';
  return section(
    'imports-how',
    t('How to get the export from Spotify'),
    element(
      'ol',
      { class: 'imports-steps' },
      element('li', {}, t('Open spotify.com/account/privacy and sign in.')),
      element('li', {}, t('Under “Download your data” tick “Extended streaming history” and request it.')),
      element('li', {}, t('Confirm the mail that Spotify sends at once; without that nothing is prepared.')),
      element('li', {}, t('Download the ZIP as soon as the second mail comes, and drop it here as it is.')),
    ),
    open,
    element('h3', {}, t('The three packages')),
    element(
      'dl',
      { class: 'imports-packages' },
      ...packages().map(([name, words]) =>
        element('div', {}, element('dt', {}, name), element('dd', {}, words)),
      ),
    ),
  );
}

function packages(): readonly (readonly [string, string])[] {
  return [
    [
      t('Extended streaming history'),
      t(
        'Every listen since the account was opened, with links and skips. It takes up to 30 days. Order this one.',
      ),
    ],
    [
      t('Account data'),
      t(
        'The last year, without links. It comes within about five days, and can be imported until the other is there.',
      ),
    ],
    [t('Technical log'), t('Holds no listening history. Leave it out.')],
  ];
}
