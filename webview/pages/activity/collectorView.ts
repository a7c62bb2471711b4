import type {
  CollectedAccount,
  CollectorStatusResult,
} from '../../../src/protocol/collector/collectorRequests.ts';
import type { PanelCommand } from '../../../src/protocol/panel/panelRequests.ts';
import { language, t } from '../../l10n.ts';
import { element, terms } from '../../ui/element.ts';
import { setDisabled } from '../../ui/toolkit.ts';
import { actionButton } from '../../ui/actionButton.ts';
import { initialSyncWords, stateWords, type NameOf } from './collectorWords.ts';
import { durationWords, instantWords } from '../../ui/instants.ts';
import { liveTime } from './liveTime.ts';
import { outsideText } from '../../ui/outsideText.ts';
import { emptyPart } from '../../ui/partState.ts';

/** What a button does; it is switched off until that is done. */
export interface CollectorActions {
  readonly sync: (account: string) => Promise<void>;
  readonly pause: (account: string) => Promise<void>;
  readonly resume: (account: string) => Promise<void>;
  readonly run: (command: PanelCommand) => Promise<void>;
}

export interface CollectorFacts {
  readonly status: CollectorStatusResult;
  readonly nameOf: NameOf;
  /** `undefined` while it is not known. */
  readonly hasClientId: boolean | undefined;
  readonly timeZone: string;
  /** Unix ms. */
  readonly now: number;
  /** Accounts that are asked for now. */
  readonly syncing: ReadonlySet<string>;
}

/** How the collection stands: one card for each account, and the next step where it does not work. */
export function collectorView(facts: CollectorFacts, actions: CollectorActions): HTMLElement {
  const { status, hasClientId } = facts;
  const { enabled, accounts, interval_seconds: seconds, watch_folder: folder, watch_message: watch } = status;
  return element(
    'div',
    { class: 'activity-collector' },
    enabled
      ? element(
          'p',
          { class: 'faint' },
          t('Rule: the last 50 plays are read every {time}.', { time: durationWords(seconds) }),
        )
      : emptyPart(
          t('The collection is switched off in the settings: what is played now may be lost.'),
          commandButton(t('Open Settings'), 'openSettings', actions),
        ),
    accounts.length === 0 ? nobody(hasClientId, actions) : undefined,
    ...accounts.map((one, index) => accountCard(one, index, facts, actions)),
    folder === undefined
      ? undefined
      : element('p', { class: 'activity-folder' }, t('Watched folder'), ': ', outsideText(folder)),
    watch === undefined ? undefined : element('p', { class: 'note' }, element('bdi', {}, watch)),
  );
}

function nobody(hasClientId: boolean | undefined, actions: CollectorActions): HTMLElement {
  return hasClientId === false
    ? emptyPart(
        t('Spotify does not know this Backbeat yet: it needs the Client ID of an app of yours.'),
        commandButton(t('Set Client ID'), 'setClientId', actions),
      )
    : emptyPart(
        t('Nobody is signed in to Spotify: there is nothing to collect.'),
        commandButton(t('Sign In'), 'signIn', actions),
      );
}

function accountCard(
  one: CollectedAccount,
  index: number,
  { nameOf, timeZone, now, syncing }: CollectorFacts,
  actions: CollectorActions,
): HTMLElement {
  const id = `activity-account-${index}`;
  const when = (at: string | undefined, none: string): HTMLElement | string =>
    at === undefined ? none : liveTime(at, timeZone, now);
  return element(
    'article',
    { class: 'activity-account', 'aria-labelledby': id, 'data-state': one.state },
    element('h3', { id }, outsideText(nameOf(one.account))),
    element('p', { class: 'activity-account-state' }, stateWords(one)),
    one.message === undefined ? undefined : element('p', { class: 'note' }, element('bdi', {}, one.message)),
    terms({ class: 'activity-facts' }, [
      [t('Last poll'), when(one.last_poll, t('none yet'))],
      [t('Next poll'), when(one.next_poll, t('not planned'))],
      [
        t('Newest play'),
        one.latest_play === undefined
          ? t('none yet')
          : element('time', { datetime: one.latest_play }, instantWords(one.latest_play, timeZone)),
      ],
      [
        t('New in the last poll'),
        one.last_inserted === undefined ? '–' : one.last_inserted.toLocaleString(language()),
      ],
      [t('Initial sync'), initialSyncWords(one.initial_sync)],
    ]),
    element('div', { class: 'activity-buttons' }, ...accountButtons(one, id, syncing, actions)),
  );
}

function accountButtons(
  { account, state, failure }: CollectedAccount,
  id: string,
  syncing: ReadonlySet<string>,
  actions: CollectorActions,
): HTMLElement[] {
  const isPaused = state === 'paused';
  const sync = actionButton(t('Sync Now'), 'primary', `${id}-sync`, () => actions.sync(account));
  setDisabled(sync, isPaused || syncing.has(account));
  const hold = isPaused
    ? actionButton(t('Resume Collection'), 'primary', `${id}-hold`, () => actions.resume(account))
    : actionButton(t('Pause Collection'), 'secondary', `${id}-hold`, () => actions.pause(account));
  return [
    ...(failure === 'signed_out' ? [commandButton(t('Sign In Again'), 'signIn', actions)] : []),
    ...(isPaused ? [hold] : [sync, hold]),
  ];
}

function commandButton(label: string, command: PanelCommand, actions: CollectorActions): HTMLElement {
  return actionButton(label, 'primary', `activity-run-${command}`, () => actions.run(command));
}
