import {
  commands as editorCommands,
  l10n,
  QuickPickItemKind,
  ThemeIcon,
  window,
  type QuickPickItem,
} from 'vscode';
import { errorFacts } from '../../../core/errorFacts.ts';
import { labelText } from '../../../core/spotify/statusBar/strangersText.ts';
import { commands } from '../../../protocol/ids.ts';
import type { Editor } from '../../editor.ts';
import { wordsFor } from '../../errorWords.ts';
import { after } from '../../statusBar/after.ts';
import { errorAction } from '../errorActions.ts';
import { field } from './commandArguments.ts';
import type { Player } from './player.ts';
import { playerCommand, sayBriefly } from './playerCommand.ts';
import { searchLines } from './searchLines.ts';
import { SearchSession, type SearchView } from './searchSession.ts';

interface Line extends QuickPickItem {
  /** What Enter does; headings do nothing. */
  readonly run?: () => Promise<void>;
  readonly queue?: () => Promise<void>;
}

const queueButton = { iconPath: new ThemeIcon('add'), tooltip: l10n.t('Add to Queue') };

/** Searches while the user types and plays what is picked; the argument's `query` is typed in already. */
export const searchAndPlay = playerCommand(commands.searchAndPlay, async (player, argument, editor) => {
  const run = await pickWhatToRun(player, editor, argument);
  await run?.();
});

/** Resolves with what the user chose once the pick is closed; `undefined` if nothing. */
function pickWhatToRun(
  player: Player,
  editor: Editor,
  argument: unknown,
): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve) => {
    const pick = window.createQuickPick<Line>();
    pick.title = l10n.t('Search and Play');
    pick.placeholder = l10n.t('A title, an artist, an album, a playlist, or a Spotify link');
    pick.ignoreFocusOut = false;
    let shown: SearchView = { kind: 'empty' };
    const session = new SearchSession({
      api: () => player.api(),
      after,
      show: (view) => {
        shown = view;
        pick.busy = view.kind === 'searching';
        // What was found before stays until the answer is there.
        if (view.kind === 'searching') return;
        void linesOf(view, player, editor).then((lines) => {
          if (shown === view) pick.items = lines;
        });
      },
    });
    let chosen: (() => Promise<void>) | undefined;
    pick.onDidChangeValue((text) => {
      session.type(text);
    });
    pick.onDidTriggerItemButton(({ item }) => {
      chosen = item.queue;
      pick.hide();
    });
    pick.onDidAccept(() => {
      const [line] = pick.activeItems;
      if (shown.kind === 'searching') session.hurry();
      if (shown.kind === 'searching' || line?.run === undefined) return; // what is seen is not yet the answer
      chosen = line.run;
      pick.hide();
    });
    pick.onDidHide(() => {
      session.dispose();
      shown = { kind: 'empty' };
      pick.dispose();
      resolve(chosen);
    });
    pick.show();
    const query = field(argument, 'query');
    if (typeof query !== 'string') return;
    pick.value = query;
    session.type(query);
  });
}

async function linesOf(view: SearchView, player: Player, editor: Editor): Promise<readonly Line[]> {
  switch (view.kind) {
    case 'empty':
    case 'searching':
      return [];
    case 'link':
      return [
        {
          label: `$(link) ${l10n.t('Play this link')}`,
          alwaysShow: true,
          run: () => play(player, view.link),
        },
      ];
    case 'found':
      return found(player, view);
    case 'failed':
      return [await failure(editor, view.error)];
  }
}

function found(player: Player, { items }: SearchView & { kind: 'found' }): readonly Line[] {
  if (items.length === 0) return [{ label: l10n.t('Nothing found'), alwaysShow: true }];
  return searchLines(items, l10n).map((line): Line => {
    if ('heading' in line) return { label: line.heading, kind: QuickPickItemKind.Separator };
    const { item, label, description, queueable } = line;
    // VS Code would hide what Spotify finds by other words than those that were typed.
    const shown = { label, description, alwaysShow: true, run: () => play(player, item.uri) };
    if (!queueable) return shown;
    return { ...shown, buttons: [queueButton], queue: () => queue(player, item.uri, item.name) };
  });
}

async function failure(editor: Editor, error: unknown): Promise<Line> {
  editor.logger.warn('search failed', { error });
  const facts = errorFacts(error);
  const action = facts === undefined ? undefined : errorAction(facts, l10n);
  return {
    label: `$(warning) ${await wordsFor(editor, error, l10n)}`,
    alwaysShow: true,
    ...(action === undefined
      ? {}
      : {
          description: action.label,
          run: async () => {
            await editorCommands.executeCommand(action.command);
          },
        }),
  };
}

async function play(player: Player, uri: string): Promise<void> {
  const { note } = await player.play(uri);
  if (note !== undefined) sayBriefly(labelText(note, 120));
}

async function queue(player: Player, uri: string, name: string): Promise<void> {
  await player.control({ action: 'queue', uris: [uri] });
  sayBriefly(l10n.t('Added to the queue: {title}', { title: labelText(name, 60) }));
}
