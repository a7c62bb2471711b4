import type { Localizer } from '../../../src/vscode/localizer.ts';

/** English as `vscode.l10n` makes it: no translation, the values put in. */
export const english: Localizer = {
  t: (text, values = {}) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)),
};
