import type { Extension, env } from 'vscode';

/**
 * Whether the browser reaches a port of the machine that the extension runs on: `here` = it does; `elsewhere` =
 * it may not, though a browser-hosted editor can be on the same machine too.
 */
export type BrowserPlace = 'here' | 'elsewhere';

/** `UIKind.Web` and `ExtensionKind.UI`, whose values only exist inside VS Code. */
const web = 2;
const uiSide = 1;

/** Where the browser runs, as seen from the extension. */
export function browserPlace(
  { uiKind, remoteName }: Pick<typeof env, 'uiKind' | 'remoteName'>,
  { extensionKind }: Pick<Extension<unknown>, 'extensionKind'>,
): BrowserPlace {
  if ((uiKind as number) === web) return 'elsewhere';
  return remoteName !== undefined && (extensionKind as number) !== uiSide ? 'elsewhere' : 'here';
}
