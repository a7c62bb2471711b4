/** Controls, marks that reorder or hide text, lone surrogates. Joiners stay: emoji and some scripts need them. */
const unsafe =
  /[\p{Cc}\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;
const lineBreaks = /[\t-\r\u0085\u2028\u2029]/g;
const punctuation = /[!-/:-@[-`{-~]/g;
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A name that a stranger chose as one line of at most `max` characters, without controls and without marks that
 * change the direction of what stands beside it.
 */
export function oneLine(text: string, max = 120): string {
  const line = text.replace(lineBreaks, ' ').replace(unsafe, '').replace(/\s+/g, ' ').trim();
  return shorten(line, max);
}

/** The first `max` characters, the last of which is an ellipsis where something was cut off. */
export function shorten(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}

/**
 * {@link oneLine} for labels and notifications of VS Code, where `$(name)` draws an icon and `[x](command:y)`
 * is a link: an unseen space keeps both from being read as such.
 */
export function labelText(text: string, max?: number): string {
  return isolated(withoutSyntax(oneLine(text, max)));
}

/** Keeps a text of ours that may quote strangers from being read as icons or links; length and lines stay. */
export function withoutSyntax(text: string): string {
  return text.replace(/\$(?=\(|$)|\](?=\(|$)/g, '$&\u200B');
}

/**
 * {@link oneLine} for Markdown that is rendered with icons and trusted command links. Every ASCII punctuation
 * character is escaped, which also keeps addresses from becoming links by themselves.
 */
export function markdownText(text: string, max?: number): string {
  return isolated(withoutSyntax(oneLine(text, max)).replace(punctuation, '\\$&'));
}

/** A name written from right to left must not turn the separators and numbers beside it around. */
function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}
