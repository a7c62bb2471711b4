import type { Api } from '../../../protocol/api.ts';
import { HistoryError } from '../../errors.ts';
import type { Clock, RandomBytes } from '../../ports.ts';
import { AuthError } from '../spotifyErrors.ts';
import { savedContent } from './savedContent.ts';
import type { SavedContent, SavedStates } from './savedState.ts';

export interface SavedStatesOptions {
  readonly history: Pick<Api, 'call'>;
  /** `undefined` where only the app itself is signed in: it owns nothing. */
  readonly account: string | undefined;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

const idBytes = 6;

/** The states of one account, which the history database keeps. */
export function savedStates({ history, account, clock, randomBytes }: SavedStatesOptions): SavedStates {
  const owner = (): string => {
    if (account !== undefined) return account;
    throw new AuthError('needsUser', 'This needs a Spotify account, and nobody is signed in.', {
      hint: 'Sign in with "Backbeat: Sign In to Spotify" or `backbeat login`.',
    });
  };
  return {
    async put({ label, subject, content, pinned = false, byUndo = false }) {
      const id = [...randomBytes(idBytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      await history.call('states.put', {
        state: {
          ...{ id, account: owner(), savedAt: clock.now(), label, pinned },
          ...(subject !== undefined && { subject }),
          ...(byUndo && { byUndo }),
          content: JSON.stringify(content),
        },
      });
      return id;
    },
    async get(id) {
      const { state } = await history.call('states.get', { account: owner(), id });
      return state && { ...state, content: contentOf(state.content) };
    },
    async list(filter) {
      return (await history.call('states.list', { account: owner(), ...filter })).states;
    },
    async remove(id) {
      await history.call('states.remove', { account: owner(), id });
    },
  };
}

function contentOf(json: string): SavedContent {
  try {
    return savedContent.parse(JSON.parse(json));
  } catch (cause) {
    throw new HistoryError('damaged', 'What was kept under this id cannot be read.', {
      cause,
      hint: 'A newer Backbeat may have written it: update this one, or take another id.',
    });
  }
}
