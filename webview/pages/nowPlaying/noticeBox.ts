import { element } from '../../ui/element.ts';
import { keepPlace } from '../../ui/keepPlace.ts';
import { button } from '../../ui/toolkit.ts';
import type { Notice, NoticeAction } from './standing.ts';

interface NoticeBox {
  readonly element: HTMLElement;
  /** @param alone nothing else is on the page */
  show(notice: Notice | undefined, alone: boolean): void;
}

/** The one notice of the page; drawn anew only when it says something else. */
export function noticeBox(onAction: (action: NoticeAction) => void): NoticeBox {
  const box = element('div', { class: 'np-notice', tabindex: '-1', hidden: '' });
  let shown = '';
  return {
    element: box,
    show: (notice, alone) => {
      const next = JSON.stringify([notice, alone]);
      if (next === shown) return;
      shown = next;
      box.hidden = notice === undefined;
      keepPlace(box, () => {
        box.replaceChildren(...(notice === undefined ? [] : [draw(notice, alone)]));
      });
    },
  };

  function draw({ kind, title, text, action }: Notice, alone: boolean): HTMLElement {
    const made =
      action &&
      button(action[0], alone ? 'primary' : 'secondary', () => {
        onAction(action[1]);
      });
    if (made !== undefined) made.id = 'np-notice-action';
    return element(
      'div',
      { class: alone ? 'state' : 'np-banner', 'data-kind': kind },
      element(alone ? 'h2' : 'strong', {}, element('bdi', {}, title)),
      text === undefined ? undefined : element('p', {}, text),
      made,
    );
  }
}
