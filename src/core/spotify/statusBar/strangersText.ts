import { upstreamText } from '../upstreamText.ts';

const punctuation = /[!-/:-@[-`{-~]/g;
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** Longest name in a label or a tooltip, in characters. */
const maxLength = 120;

/**
 * {@link upstreamText} for labels and notifications of VS Code, where `$(name)` draws an icon and `[x](command:y)`
 * is a link: an unseen space keeps both from being read as such.
 */
export function labelText(text: string, max = maxLength): string {
  return isolated(withoutSyntax(upstreamText(text, max)));
}

/** Keeps a text of ours that may quote strangers from being read as icons or links; length and lines stay. */
export function withoutSyntax(text: string): string {
  return text.replace(/\$(?=\(|$)|\](?=\(|$)/g, '$&\u200B');
}

/**
 * {@link upstreamText} for Markdown that is rendered with icons and trusted command links. Every ASCII punctuation
 * character is escaped, which also keeps addresses from becoming links by themselves.
 */
export function markdownText(text: string, max = maxLength): string {
  return isolated(withoutSyntax(upstreamText(text, max)).replace(punctuation, '\\$&'));
}

/** A name written from right to left must not turn the separators and numbers beside it around. */
function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}
