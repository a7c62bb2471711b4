import '../../zodWithoutEval.ts';
import { playerView, type PlayerViewState } from '../../player/playerView.ts';
import { untilWords } from '../../player/untilWords.ts';
import { t } from '../../l10n.ts';
import type { Page } from '../../shell/page.ts';
import { element } from '../../ui/element.ts';
import { keepPlace } from '../../ui/keepPlace.ts';
import { progressRing } from '../../ui/toolkit.ts';
import { historyCard } from './historyCard.ts';
import { noticeBox } from './noticeBox.ts';
import './nowPlaying.css';
import type { PlayerFacts } from './playerFacts.ts';
import { PlayerSource } from './playerSource.ts';
import { standingOf, type NoticeAction } from './standing.ts';
import { TrackHistoryLoader, type TrackHistory } from './trackHistory.ts';

/** The player, and what the track that plays is in the user's history. */
export const nowPlayingPage: Page = {
  id: 'nowPlaying',
  title: 'Now playing',
  mount(root, { api, now, panel, store, announce, open, showError }) {
    const run = (method: Promise<unknown>): void => {
      method.catch(showError);
    };
    const source = new PlayerSource(api, now, draw);
    const player = playerView(
      {
        control: (command) => source.control(command),
        setSaved: (uri, saved) => source.setSaved(uri, saved),
        openLink: (url) => {
          run(api.call('panel.openLink', { url }));
        },
        searchAndPlay: () => {
          run(api.call('panel.runCommand', { command: 'searchAndPlay' }));
        },
        refreshDevices: () => void source.refreshDevices(),
        refreshQueue: () => void source.refreshQueue(),
        isQueueOpen: isQueueKept(store.get()),
        keepQueueOpen: (isOpen) => {
          store.set({ queue: isOpen });
        },
        announce,
      },
      now,
    );
    const title = element('h1', { class: 'sr-only' }, t('Now playing'));
    const notice = noticeBox(act);
    const loading = element(
      'div',
      { class: 'state loading' },
      progressRing(),
      element('p', {}, t('Looking at the player…')),
    );
    const history = element('div', { tabindex: '-1' });
    const loader = new TrackHistoryLoader(api, drawHistory);
    let said = '';
    root.replaceChildren(title, notice.element, loading, player.element, history);

    function act(action: NoticeAction): void {
      if (action === 'retry') void source.look(0, true);
      else run(api.call('panel.runCommand', { command: action }));
    }

    function draw(): void {
      const { facts } = source;
      const standing = standingOf(facts, now(), (at) => untilWords(at, now(), panel.timezone));
      notice.show(standing.notice, !standing.player);
      const title = standing.notice?.title ?? '';
      if (title !== said && title !== '') announce(title);
      said = title;
      loading.hidden = !standing.loading;
      player.element.hidden = !standing.player;
      history.hidden = !standing.player;
      if (!standing.player) return;
      player.show(viewState(facts, now()));
      loader.set(facts.reading?.playback?.item);
    }

    function drawHistory(known: TrackHistory): void {
      const card = historyCard(known, {
        openImports: () => {
          open('imports');
        },
        retry: () => {
          loader.refresh();
        },
      });
      keepPlace(history, () => {
        history.replaceChildren(...(card === undefined ? [] : [card]));
      });
    }

    const listening = api.on('history.changed', () => {
      loader.refresh();
    });
    draw();
    void source.start();
    return {
      dispose: () => {
        listening.dispose();
        source.dispose();
        loader.dispose();
        player.dispose();
      },
    };
  },
};

/** Whether the list of what comes next was open when the page was left. */
function isQueueKept(state: unknown): boolean {
  return typeof state === 'object' && state !== null && (state as { queue?: unknown }).queue === true;
}

function viewState(
  { reading, devices, queue, saved, withoutPremium }: PlayerFacts,
  now: number,
): PlayerViewState {
  const uri = reading?.playback?.item?.uri;
  return {
    playback: reading?.playback,
    readAt: reading?.at ?? now,
    cover: reading?.cover,
    ...{ devices, queue, isFree: withoutPremium === 'told' },
    saved: saved !== undefined && saved.uri === uri ? saved.saved : undefined,
  };
}
