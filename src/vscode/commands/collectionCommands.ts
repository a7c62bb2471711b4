import { Disposable, window } from 'vscode';
import { collectionInWords, syncInWords } from '../../core/collector/collectionWords.ts';
import { commands } from '../../protocol/ids.ts';
import type { Contribution } from '../contribution.ts';
import { command } from './command.ts';

const collectNow = command(commands.collectNow, async ({ runtime }) => {
  const { api } = await runtime();
  const result = await api.call('collector.syncNow', {});
  const words = syncInWords(result);
  const failed = result.accounts.some(({ outcome }) => outcome === 'error');
  await (failed ? window.showWarningMessage(words) : window.showInformationMessage(words));
});

const pauseCollection = command(commands.pauseCollection, async ({ runtime }) => {
  const { api } = await runtime();
  await window.showInformationMessage(collectionInWords(await api.call('collector.pause', {})));
});

const resumeCollection = command(commands.resumeCollection, async ({ runtime }) => {
  const { api } = await runtime();
  await window.showInformationMessage(collectionInWords(await api.call('collector.resume', {})));
});

/** Collects, pauses and resumes for all signed-in accounts. */
export const collectionCommands: Contribution = (editor) =>
  Disposable.from(collectNow(editor), pauseCollection(editor), resumeCollection(editor));
