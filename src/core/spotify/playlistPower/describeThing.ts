import { shorten, upstreamText } from '../upstreamText.ts';
import type { Thing } from './things.ts';

/** Longest name and list of artists in an answer that has many of them, in characters. */
const longest = 100;
const longestUri = 300;

/** A thing in a list: who and what, short. */
export interface ThingLine {
  readonly name: string;
  readonly by?: string;
}

/** Names an entry; its texts are cleaned and bounded. */
export function describeThing({ name, makers }: Pick<Thing, 'name' | 'makers'>): ThingLine {
  const by = shorten(makers.map((maker) => upstreamText(maker, longest)).join(', '), longest);
  return { name: shortText(name), ...(by !== '' && { by }) };
}

/** A name in a list. */
export function shortText(text: string): string {
  return upstreamText(text, longest) || '(no name)';
}

/** A URI in an answer; that of a local file holds its names. */
export function shortUri(uri: string): string {
  return upstreamText(uri, longestUri);
}
