import { element } from './element.ts';

/** Marks that turn the direction of the words around them, and control characters. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const shownCharacters = 60;

/** A name from outside in the middle of a sentence: on one line, short, and without power over its surroundings. */
export function shortName(name: string): string {
  const plain = Array.from(name.slice(0, 4 * shownCharacters).replace(hidden, ' ')).slice(
    0,
    shownCharacters + 1,
  );
  const shown =
    plain.length > shownCharacters ? `${plain.slice(0, shownCharacters).join('')}…` : plain.join('');
  return `\u2068${shown}\u2069`;
}

/** A text from outside in an element of its own: clipped by the style sheet, whole in its title. */
export function outsideText(text: string, className = 'clipped'): HTMLElement {
  return element('span', { class: className, title: text.slice(0, 2_000) }, element('bdi', {}, text));
}
