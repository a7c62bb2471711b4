import { describe, expect, it } from 'vitest';
import { EventListeners } from '../../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../../src/protocol/localApi.ts';
import type { Item } from '../../../../../src/protocol/spotify/items.ts';
import type { SpotifySearchResult } from '../../../../../src/protocol/spotify/search.ts';
import {
  SearchSession,
  typingPauseMs,
  type SearchView,
} from '../../../../../src/vscode/commands/player/searchSession.ts';
import { deferred, type Deferred } from '../../../../fixtures/deferred.ts';
import { handlersWith } from '../../../../fixtures/handlers.ts';
import { HandClock, settled } from '../../statusBar/handClock.ts';

interface Question {
  readonly text: string | undefined;
  readonly signal: AbortSignal;
  readonly answer: Deferred<SpotifySearchResult>;
}

const song = (name: string): Item => ({
  name,
  type: 'track',
  uri: 'spotify:track:1',
  url: 'https://open.spotify.com/track/1',
});
const found = (name: string): SpotifySearchResult => ({ results: [{ query: name, items: [song(name)] }] });

function start() {
  const clock = new HandClock();
  const questions: Question[] = [];
  const views: SearchView[] = [];
  const api = createLocalApi(
    handlersWith({
      'spotify.search': ({ queries }, { signal }) => {
        const answer = deferred<SpotifySearchResult>();
        questions.push({ text: queries[0]?.text, signal, answer });
        return answer.promise;
      },
    }),
    new EventListeners((error) => {
      throw error;
    }),
  );
  const session = new SearchSession({
    api: () => Promise.resolve(api),
    after: clock.after,
    show: (view) => views.push(view),
  });
  return { clock, session, questions, views };
}

describe('a search as one types', () => {
  it('asks once for a pause, not for each letter', async () => {
    const { clock, session, questions, views } = start();
    for (const text of ['b', 'be', 'bea', 'beat']) {
      session.type(text);
      await clock.advance(typingPauseMs - 1);
    }
    expect(questions).toHaveLength(0);
    await clock.advance(1);
    expect(questions.map(({ text }) => text)).toEqual(['beat']);
    questions[0]?.answer.resolve(found('Beat It'));
    await settled();
    expect(views.at(-1)).toEqual({ kind: 'found', items: [song('Beat It')] });
  });

  it('asks nothing for one letter', async () => {
    const { clock, session, questions, views } = start();
    session.type(' b ');
    await clock.advance(10_000);
    expect(questions).toHaveLength(0);
    expect(views).toEqual([{ kind: 'empty' }]);
  });

  it('cancels the question of an older text and never shows its answer', async () => {
    const { clock, session, questions, views } = start();
    session.type('beat');
    await clock.advance(typingPauseMs);
    session.type('beatles');
    expect(questions[0]?.signal.aborted).toBe(true);
    await clock.advance(typingPauseMs);
    questions[1]?.answer.resolve(found('Help!'));
    await settled();
    questions[0]?.answer.resolve(found('Beat It'));
    await settled();
    expect(views.filter(({ kind }) => kind === 'found')).toEqual([{ kind: 'found', items: [song('Help!')] }]);
  });

  it('asks no question twice', async () => {
    const { clock, session, questions, views } = start();
    session.type('beat');
    await clock.advance(typingPauseMs);
    questions[0]?.answer.resolve(found('Beat It'));
    await settled();
    session.type('beat ');
    session.type('beatl');
    session.type('Beat');
    await clock.advance(10_000);
    expect(questions).toHaveLength(1);
    expect(views.at(-1)).toMatchObject({ kind: 'found' });
  });

  it('does not wait when the user hurries', async () => {
    const { session, questions } = start();
    session.type('beat');
    session.hurry();
    session.hurry();
    await settled();
    expect(questions).toHaveLength(1);
  });

  it.each([
    'spotify:track:4uLU6hMCjMI75M1A2tKUQC',
    'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC?si=1',
  ])('knows a link when it is pasted: %s', async (link) => {
    const { clock, session, questions, views } = start();
    session.type(link);
    await clock.advance(10_000);
    expect(views).toEqual([{ kind: 'link', link }]);
    expect(questions).toHaveLength(0);
  });

  it('shows what went wrong, for all of it or for the one question', async () => {
    const { clock, session, questions, views } = start();
    session.type('beat');
    await clock.advance(typingPauseMs);
    questions[0]?.answer.resolve({ results: [{ query: 'beat', items: [], error: 'Spotify said no.' }] });
    await settled();
    expect(views.at(-1)).toMatchObject({ kind: 'failed', error: { message: 'Spotify said no.' } });
  });

  it('is silent once it is closed', async () => {
    const { clock, session, questions, views } = start();
    session.type('beat');
    await clock.advance(typingPauseMs);
    const { length } = views;
    session.dispose();
    expect(questions[0]?.signal.aborted).toBe(true);
    questions[0]?.answer.resolve(found('Beat It'));
    await settled();
    expect(views).toHaveLength(length);
    expect(clock.pending).toBe(0);
  });
});
