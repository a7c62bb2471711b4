import type { EventName } from '../../src/protocol/events.ts';
import type { Method } from '../../src/protocol/requests.ts';
import type { Answers } from './answers.ts';

/**
 * Loads the shapes that a request or an event needs beside those that every page needs. Making all of them at once
 * takes longer than drawing the first page.
 */
export async function loadAnswers(name: Method | EventName): Promise<Answers> {
  if (name.startsWith('history.')) return (await import('./historyAnswers.ts')).historyAnswers;
  return (await import('./hostAnswers.ts')).hostAnswers;
}
