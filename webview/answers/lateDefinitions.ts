import type * as z from 'zod';
import type { Definitions, LinkRequest } from '../../src/protocol/definitions.ts';
import type { EventName } from '../../src/protocol/events.ts';
import type { Message } from '../../src/protocol/messages.ts';
import type { Method } from '../../src/protocol/requests.ts';
import type { Answers } from './answers.ts';
import { loadAnswers } from './loadAnswers.ts';

/** The shapes that were loaded so far; what is to be checked has to be loaded before. */
export class LateDefinitions implements Definitions {
  readonly #requests = new Map<string, LinkRequest>();
  readonly #events = new Map<string, z.ZodType>();
  #message: z.ZodType<Message> | undefined;
  #first: Promise<void> | undefined;

  /** Whether any message can be read. */
  get isLoaded(): boolean {
    return this.#message !== undefined;
  }

  get message(): z.ZodType<Message> {
    if (this.#message === undefined) throw new Error('The shape of the messages is not loaded yet.');
    return this.#message;
  }

  request(name: string): LinkRequest | undefined {
    return this.#requests.get(name);
  }

  event(name: string): z.ZodType | undefined {
    return this.#events.get(name);
  }

  /** Loads what a request or an event needs. @returns `undefined` where that is there already */
  load(name: Method | EventName): Promise<void> | undefined {
    return this.#requests.has(name) || this.#events.has(name) ? undefined : this.#load(name);
  }

  async #load(name: Method | EventName): Promise<void> {
    this.#first ??= this.#loadFirst();
    await this.#first;
    if (this.#requests.has(name) || this.#events.has(name)) return;
    this.#add(await loadAnswers(name));
  }

  async #loadFirst(): Promise<void> {
    const { firstAnswers, messages } = await import('./firstAnswers.ts');
    this.#message = messages;
    this.#add(firstAnswers);
  }

  #add({ requests, events = {} }: Answers): void {
    for (const [name, request] of Object.entries(requests)) this.#requests.set(name, request);
    for (const [name, event] of Object.entries(events)) this.#events.set(name, event);
  }
}
