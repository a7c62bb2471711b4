import type * as z from 'zod';
import type { LinkRequest } from '../../src/protocol/definitions.ts';
import type { EventName } from '../../src/protocol/events.ts';
import type { Method } from '../../src/protocol/requests.ts';

/** What a part of the requests answers, and what a part of the events carries. */
export interface Answers {
  readonly requests: Readonly<Partial<Record<Method, LinkRequest>>>;
  readonly events?: Readonly<Partial<Record<EventName, z.ZodType>>>;
}
