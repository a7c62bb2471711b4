import { redacted } from './secretNames.ts';
import { withoutSecretShapes } from './secretShapes.ts';

/** Shorter ones are words that stand in texts by chance. */
const shortestSecret = 8;
/** Secrets that are remembered; a token lives for an hour, so that the oldest are long worthless. */
const mostSecrets = 200;

/** Of a text so much is looked at, and so much of it is kept, in UTF-16 units. */
const lookedAt = 65_536;
const longestText = 8_000;

/**
 * Takes secrets out of what leaves the process: those that it was told, and what looks like one. It is the one place
 * that decides what a secret is; loggers, errors and diagnostics go through it.
 */
export class Redactor {
  /** In the order in which they were last seen. */
  readonly #secrets = new Set<string>();
  #longest = 0;

  /** Remembers a secret, in the forms in which it is sent. Short ones are not: they would stand in every text. */
  keep(secret: string | undefined): void {
    if (secret === undefined || secret.length < shortestSecret) return;
    for (const form of new Set([secret, encoded(secret)])) {
      this.#secrets.delete(form);
      this.#secrets.add(form);
      this.#longest = Math.max(this.#longest, form.length);
    }
    for (const oldest of this.#secrets) {
      if (this.#secrets.size <= mostSecrets) break;
      this.#secrets.delete(oldest);
    }
  }

  /** Whether a text has one of the secrets that were told. */
  knows(text: string): boolean {
    for (const secret of this.#secrets) if (text.includes(secret)) return true;
    return false;
  }

  /** The text without the secrets that were told; for answers in which the form of a text means nothing. */
  withoutKnown(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) {
      if (clean.includes(secret)) clean = clean.replaceAll(secret, redacted);
    }
    return clean;
  }

  /** The text without secrets, cut where it is very long. */
  text(text: string): string {
    if (text.length <= lookedAt) return cut(withoutSecretShapes(this.withoutKnown(text)));
    const clean = withoutSecretShapes(this.withoutKnown(text.slice(0, lookedAt)));
    // What the cut left of a secret has no form any more: the last word goes, and what could be the begin of one.
    const end = clean.length - Math.max(this.#longest, lastWord(clean));
    return `${cut(clean.slice(0, Math.max(0, end)))}… (${text.length} characters)`;
  }
}

function encoded(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret; // half of a character: no address holds it
  }
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}

function lastWord(text: string): number {
  return /[^\s"'&,;<>]*$/.exec(text.slice(-longestText))?.[0].length ?? 0;
}
