import { spotifyStatusResult } from '../../../src/protocol/spotify/player.ts';
import { t } from '../../l10n.ts';
import { playerProblem } from '../../player/playerProblem.ts';
import { playerView, type PlayerView } from '../../player/playerView.ts';
import { element } from '../../ui/element.ts';
import { button, setDisabled } from '../../ui/toolkit.ts';
import type { ChatPage, ChatPageContext } from '../chat/openChatPage.ts';
import { readAnswer } from '../chat/toolAnswer.ts';
import { PlayerReadings } from './playerReadings.ts';
import { stateOf, type PlayerState } from './playerState.ts';
import { trackEnd } from './trackEnd.ts';

/** A result that is this old when the card opens belongs to an earlier day of the chat, ms. */
const freshMs = 60_000;

/** The card of `spotify_status`: what plays, with controls that call `spotify_control`. */
export function openPlayer({ chat, draw, now }: ChatPageContext): ChatPage {
  let view: PlayerView | undefined;
  let state: PlayerState | undefined;
  const remark = element('p', { class: 'player-card-remark faint', role: 'status' });
  const reread = button(t('Update'), 'secondary', () => {
    end.attended();
    void readings.read();
  });
  const readings = new PlayerReadings({
    ...{ chat, now },
    account: () => state?.account,
    show,
    onBusy: (isBusy) => {
      setDisabled(reread, isBusy);
    },
    onFailed: (error) => {
      remark.replaceChildren(element('bdi', {}, playerProblem(error).filter(Boolean).join(' ')));
    },
  });
  const end = trackEnd({
    now,
    onEnd: () => void readings.read(),
    onTired: () => {
      remark.textContent = t('This card no longer follows the player.');
    },
  });

  function show(next: PlayerState): void {
    state = next;
    readings.showing(next);
    view ??= drawCard();
    view.show(next);
    remark.replaceChildren(...next.remarks.map((words) => element('bdi', {}, words)));
    if (chat.callsTools) end.follow(next);
  }

  function drawCard(): PlayerView {
    const made = playerView(
      {
        control: (command) => {
          end.attended();
          return readings.control(command);
        },
        ...(chat.callsTools && {
          refreshDevices: () => void readings.read(),
          refreshQueue: () => void readings.read(),
        }),
        ...(chat.opensLinks && {
          openLink: (url: string) => {
            chat.openLink(url).catch((error: unknown) => {
              remark.textContent = playerProblem(error)[0];
            });
          },
        }),
      },
      now,
    );
    const line = element('div', { class: 'chat-line' }, remark, chat.callsTools ? reread : undefined);
    draw(made.element, line);
    return made;
  }

  return {
    onResult: (result) => {
      try {
        const next = stateOf(readAnswer(result, spotifyStatusResult), now());
        show(next);
        if (chat.callsTools && now() - next.readAt > freshMs) void readings.read();
      } catch (error) {
        // What cannot be shown now must not run on under the failure.
        end.dispose();
        view?.dispose();
        view = undefined;
        throw error;
      }
    },
    dispose: () => {
      end.dispose();
      readings.dispose();
      view?.dispose();
      view = undefined;
    },
  };
}
