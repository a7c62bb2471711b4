import type { BriefItem } from '../../src/protocol/spotify/items.ts';
import { plural, t } from '../l10n.ts';
import { element } from '../ui/element.ts';

interface QueueList {
  readonly element: HTMLElement;
  show(queue: readonly BriefItem[] | undefined): void;
}

/**
 * What comes next, under a heading that opens it.
 * @param isOpen at first
 */
export function queueList(onToggle: ((isOpen: boolean) => void) | undefined, isOpen = false): QueueList {
  const list = element('ol', { class: 'player-coming' });
  const none = element('p', { class: 'faint' });
  const words = element('summary', {}, t('Next up'));
  const whole = element('details', { class: 'player-queue' }, words, list, none);
  let shown: string | undefined;
  whole.addEventListener('toggle', () => {
    onToggle?.(whole.open);
  });
  const show = (queue: readonly BriefItem[] | undefined): void => {
    const next = JSON.stringify(queue ?? null);
    if (next === shown) return;
    shown = next;
    list.replaceChildren(...(queue ?? []).map(line));
    list.hidden = queue === undefined || queue.length === 0;
    none.hidden = !list.hidden;
    none.textContent =
      queue === undefined ? t('What comes next is not known yet.') : t('Nothing comes next.');
    words.textContent =
      queue === undefined || queue.length === 0
        ? t('Next up')
        : plural(queue.length, 'Next up: {count} item', 'Next up: {count} items');
  };
  show(undefined);
  whole.open = isOpen;
  return { element: whole, show };
}

function line({ name, by }: BriefItem): HTMLElement {
  const artists = by?.join(', ') ?? '';
  return element(
    'li',
    { title: artists === '' ? name : `${name} – ${artists}` },
    element('bdi', { class: 'player-clip' }, name),
    artists === '' ? undefined : element('bdi', { class: 'player-clip faint' }, artists),
  );
}
