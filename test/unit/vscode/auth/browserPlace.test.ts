import { expect, it } from 'vitest';
import { browserPlace } from '../../../../src/vscode/auth/browserPlace.ts';

const desktop = 1;
const web = 2;
const userSide = 1;
const workspaceSide = 2;

it.each([
  ['a desktop window', desktop, undefined, userSide, 'here'],
  [
    'a remote window whose extensions of this kind run beside the user',
    desktop,
    'ssh-remote',
    userSide,
    'here',
  ],
  ['an extension on the far side of a remote window', desktop, 'ssh-remote', workspaceSide, 'elsewhere'],
  ['an editor in the browser', web, undefined, workspaceSide, 'elsewhere'],
  ['a codespace in the browser', web, 'codespaces', workspaceSide, 'elsewhere'],
])('%s', (_name, uiKind, remoteName, extensionKind, place) => {
  expect(browserPlace({ uiKind, remoteName }, { extensionKind })).toBe(place);
});
