/** What makes words in the editor's language: `vscode.l10n`, passed in where a part runs without VS Code too. */
export interface Localizer {
  /** The English text is its own key, and must be written out where it is called; `{name}` is replaced. */
  t(english: string, values?: Readonly<Record<string, string | number>>): string;
}
