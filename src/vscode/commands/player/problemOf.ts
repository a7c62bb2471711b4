import { errorFacts } from '../../../core/errorFacts.ts';

/** What an input box says below what was typed; `undefined` if it will do. */
export function problemOf(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    const facts = errorFacts(error);
    if (facts === undefined) throw error;
    return facts.hint ?? facts.message;
  }
}
