import type { SaveFile } from '../../../charts/chartFigure.ts';
import { t } from '../../../l10n.ts';
import { element, terms } from '../../../ui/element.ts';
import type { Change, Only } from '../choices.ts';

/** What the parts of the page do beyond showing an answer. */
export interface PartTools {
  readonly save: SaveFile;
  readonly choose: (change: Change) => void;
}

/** Makes an artist, a track or an album all that the page is about. */
export function showOnly({ choose }: PartTools, only: Only): void {
  choose({ only });
}

/** What choosing a row of a ranking does. */
export function showOnlyWords(name: string): string {
  return t('Show only {name}', { name });
}

/** Figures with their names; what is not known is left out. */
export function facts(pairs: readonly (readonly [string, string | Node | undefined])[]): HTMLElement {
  return terms(
    { class: 'facts' },
    pairs.filter((pair) => pair[1] !== undefined),
  );
}

/** A name that was written by a stranger, bounded, between words of any direction. */
export function nameElement(name: string, artists: readonly string[] = []): HTMLElement {
  const whole = element('span', { class: 'analytics-name' }, element('bdi', {}, name.slice(0, 300)));
  for (const [at, artist] of artists.slice(0, 5).entries()) {
    whole.append(at === 0 ? ' – ' : ', ', element('bdi', {}, artist.slice(0, 200)));
  }
  whole.title = whole.textContent;
  return whole;
}

/** A sentence instead of a chart. */
export function nothing(sentence: string): HTMLElement {
  return element('p', { class: 'analytics-nothing faint' }, sentence);
}
