import { errorFromWire, errorToWire } from '../../core/errorCodec.ts';
import { errorFacts } from '../../core/errorFacts.ts';
import { hintForPerson } from '../../core/hintForPerson.ts';
import type { Api } from '../../protocol/api.ts';

/** The host as a page asks it: the next step of an error is one that a person can take, where an agent's would be a tool. */
export function apiForPerson(api: Api): Api {
  return {
    on: (event, listener) => api.on(event, listener),
    call: async (method, params, options) => {
      try {
        return await api.call(method, params, options);
      } catch (error) {
        throw forPerson(error);
      }
    },
  };
}

function forPerson(error: unknown): unknown {
  const facts = errorFacts(error);
  if (facts === undefined) return error;
  const step = hintForPerson(facts, 'editor');
  return step === facts.hint ? error : errorFromWire({ ...errorToWire(error), hint: step });
}
