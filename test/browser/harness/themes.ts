import type { ThemeValues } from './pageCalls.ts';
import colours from './themeColours.json' with { type: 'json' };

/** The four kinds of theme, each by VS Code's own default. */
export const themeNames = ['dark', 'light', 'hcDark', 'hcLight'] as const;
export type ThemeName = (typeof themeNames)[number];

const kinds: Readonly<Record<ThemeName, Pick<ThemeValues, 'name' | 'kind'>>> = {
  dark: { name: 'Dark Modern', kind: 'vscode-dark' },
  light: { name: 'Light Modern', kind: 'vscode-light' },
  hcDark: { name: 'Dark High Contrast', kind: 'vscode-high-contrast' },
  hcLight: { name: 'Light High Contrast', kind: 'vscode-high-contrast-light vscode-high-contrast' },
};

/** Not of a theme: what the editor's fonts are. */
const fonts = {
  'font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  'font-size': '13px',
  'font-weight': 'normal',
  'editor-font-family': '"Droid Sans Mono", monospace',
  'editor-font-size': '14px',
  'editor-font-weight': 'normal',
};

function valuesOf(theme: ThemeName): ThemeValues {
  const column = themeNames.indexOf(theme);
  const own = Object.entries(colours).flatMap(([variable, values]) => {
    const value = values[column];
    return value === null || value === undefined ? [] : [[variable, value] as const];
  });
  return { ...kinds[theme], variables: { ...Object.fromEntries(own), ...fonts } };
}

/** What VS Code 1.105 and later sets; a colour that a theme lacks is not there. */
export const themes: Readonly<Record<ThemeName, ThemeValues>> = {
  dark: valuesOf('dark'),
  light: valuesOf('light'),
  hcDark: valuesOf('hcDark'),
  hcLight: valuesOf('hcLight'),
};
