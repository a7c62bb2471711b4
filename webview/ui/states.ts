import { commands } from '../../src/protocol/ids.ts';
import { element } from './element.ts';
import { button, progressRing } from './toolkit.ts';

/** Before the first answer. */
export function drawLoading(): HTMLElement {
  return element(
    'div',
    { class: 'state loading' },
    progressRing(),
    element('p', {}, 'Reading your listening history…'),
  );
}

/** A history without a listen: how to fill it. */
export function drawEmpty(): HTMLElement {
  return element(
    'div',
    { class: 'state' },
    element('h2', {}, 'Nothing here yet'),
    element('p', {}, 'Import your Spotify data to see what you listen to. It stays on this machine.'),
    importLink(),
    element(
      'p',
      { class: 'faint' },
      'No export yet? Ask Spotify for “Extended streaming history” at spotify.com/account/privacy. ' +
        'The file comes by mail within some days; “Account data” comes sooner and holds the last year.',
    ),
  );
}

/** What went wrong, and a way to try again. */
export function drawFailed(
  { message, hint }: { readonly message: string; readonly hint: string | undefined },
  onRetry: () => void,
): HTMLElement {
  return element(
    'div',
    { class: 'state failed' },
    element('h2', {}, message),
    hint === undefined ? undefined : element('p', {}, hint),
    button('Retry', 'primary', onRetry),
  );
}

/** A link that looks like a button: the webview lets this one command through. */
function importLink(): HTMLElement {
  return element(
    'a',
    { class: 'button', href: `command:${commands.importData.id}`, id: 'import' },
    'Import Spotify Data…',
  );
}
