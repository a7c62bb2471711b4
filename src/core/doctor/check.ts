import { toUserMessage } from '../toUserMessage.ts';

/** One thing that was looked at. */
export interface Check {
  readonly state: 'ok' | 'attention' | 'failed';
  /** What was looked at and what was found, one sentence. */
  readonly found: string;
  /** The next step, where there is one. */
  readonly next?: string;
}

/** A look that cannot be made is a finding of its own, and the others go on. */
export async function orFailed(look: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    return [{ state: 'failed', found: toUserMessage(error) }];
  }
}
