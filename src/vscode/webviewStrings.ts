import { env, l10n } from 'vscode';

/** What a page needs to speak the editor's language. */
export interface WebviewStrings {
  /** As VS Code names it, such as `de` or `pt-br`. */
  readonly locale: string;
  /** English text to the editor's language; empty where there is no translation. */
  readonly strings: Record<string, string>;
}

/** Language and texts of this window; they stay the same until it is reloaded. */
export function webviewStrings(): WebviewStrings {
  return { locale: env.language, strings: { ...l10n.bundle } };
}
