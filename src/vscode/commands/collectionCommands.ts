import { Disposable, window } from 'vscode';
import {
  collectionInWords,
  namesOf,
  syncInWords,
  type NameOf,
} from '../../core/collector/collectionWords.ts';
import { labelText } from '../../core/spotify/statusBar/strangersText.ts';
import type { Api } from '../../protocol/api.ts';
import { commands } from '../../protocol/ids.ts';
import type { Contribution } from '../contribution.ts';
import { command } from './command.ts';

const collectNow = command(commands.collectNow, async ({ runtime }) => {
  const { api } = await runtime();
  const result = await api.call('collector.syncNow', {});
  const words = syncInWords(result, 'editor', await shownNames(api));
  const failed = result.accounts.some(({ outcome }) => outcome === 'error');
  // Not awaited: a notification stays until somebody closes it, and the command is done.
  void (failed ? window.showWarningMessage(words) : window.showInformationMessage(words));
});

const pauseCollection = command(commands.pauseCollection, async ({ runtime }) => {
  const { api } = await runtime();
  const status = await api.call('collector.pause', {});
  void window.showInformationMessage(collectionInWords(status, 'editor', await shownNames(api)));
});

const resumeCollection = command(commands.resumeCollection, async ({ runtime }) => {
  const { api } = await runtime();
  const status = await api.call('collector.resume', {});
  void window.showInformationMessage(collectionInWords(status, 'editor', await shownNames(api)));
});

/** Display names are written by strangers. */
async function shownNames(api: Pick<Api, 'call'>): Promise<NameOf> {
  const nameOf = namesOf((await api.call('accounts.list', {})).accounts);
  return (account) => labelText(nameOf(account));
}

/** Collects, pauses and resumes for all signed-in accounts. */
export const collectionCommands: Contribution = (editor) =>
  Disposable.from(collectNow(editor), pauseCollection(editor), resumeCollection(editor));
