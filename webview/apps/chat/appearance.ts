import { setLanguage } from '../../l10n.ts';
import type { ChatContext } from './chatHost.ts';
import { isRecord } from './parentLink.ts';

/** Texts by language, then by their English. */
export type Strings = Readonly<Record<string, Readonly<Record<string, string>>>>;

const knownVariable = /^--(?:color|font|border|shadow)-[a-z0-9-]+$/;
const longestValue = 500;
const sides = ['top', 'right', 'bottom', 'left'] as const;

/** Puts the page into the colours, fonts and language of the chat around it; `theme.css` makes VS Code's names of them. */
export function applyAppearance(
  { theme, styles, locale, safeAreaInsets }: ChatContext,
  strings: Strings,
): void {
  const { documentElement: root, body } = document;
  if (theme === 'light' || theme === 'dark') {
    root.style.setProperty('color-scheme', theme);
    // VS Code has named its theme here, which may be one of high contrast.
    if (body.dataset['vscodeThemeKind'] === undefined) {
      body.classList.toggle('vscode-dark', theme === 'dark');
      body.classList.toggle('vscode-light', theme === 'light');
    }
  }
  const variables = isRecord(styles) && isRecord(styles['variables']) ? styles['variables'] : {};
  for (const [name, value] of Object.entries(variables)) {
    if (!knownVariable.test(name) || typeof value !== 'string' || value.length > longestValue) continue;
    // A colour is no address: nothing may be fetched by a style.
    if (/url\s*\(|image-set/i.test(value)) continue;
    root.style.setProperty(name, value);
  }
  if (isRecord(safeAreaInsets)) {
    for (const side of sides) {
      const inset = safeAreaInsets[side];
      if (typeof inset === 'number') body.style.setProperty(`--inset-${side}`, `${inset}px`);
    }
  }
  if (typeof locale === 'string') setLanguage(locale, textsOf(locale, strings));
}

/** `de-AT` is read as `de` where there is nothing nearer. */
function textsOf(locale: string, strings: Strings): Readonly<Record<string, string>> {
  return strings[locale.toLowerCase()] ?? strings[locale.toLowerCase().split('-')[0] ?? ''] ?? {};
}
