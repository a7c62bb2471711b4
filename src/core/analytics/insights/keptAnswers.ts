/**
 * What was worked out about something, by name, and kept as long as that lives. For each of them the `capacity` last
 * asked for stay.
 */
export class KeptAnswers<Owner extends object, Answer> {
  readonly #kept = new WeakMap<Owner, Map<string, Answer>>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(owner: Owner, name: string, workOut: () => Answer): Answer {
    let answers = this.#kept.get(owner);
    if (answers === undefined) this.#kept.set(owner, (answers = new Map<string, Answer>()));
    const answer = answers.get(name) ?? workOut();
    answers.delete(name);
    answers.set(name, answer);
    for (const oldest of answers.keys()) {
      if (answers.size <= this.#capacity) break;
      answers.delete(oldest);
    }
    return answer;
  }
}
