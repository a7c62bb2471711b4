/**
 * What was worked out about something, by name, and kept as long as that lives. For each of them the `capacity` last
 * asked for stay.
 */
export class KeptAnswers<Owner extends object, Answer, Name extends string | number = string> {
  readonly #kept = new WeakMap<Owner, Map<Name, Answer>>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(owner: Owner, name: Name, workOut: () => Answer): Answer {
    let answers = this.#kept.get(owner);
    if (answers === undefined) this.#kept.set(owner, (answers = new Map<Name, Answer>()));
    // `undefined` may be an answer too.
    const answer = answers.has(name) ? (answers.get(name) as Answer) : workOut();
    answers.delete(name);
    answers.set(name, answer);
    for (const oldest of answers.keys()) {
      if (answers.size <= this.#capacity) break;
      answers.delete(oldest);
    }
    return answer;
  }

  /** An answer that is still there; looking does not count as asking. */
  peek(owner: Owner, name: Name): Answer | undefined {
    return this.#kept.get(owner)?.get(name);
  }
}
