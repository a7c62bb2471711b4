/** What keeps the harness from its work, in one sentence, and what to do about it in another. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';

  constructor(problem: string, nextStep: string, options?: ErrorOptions) {
    super(`${problem} ${nextStep}`, options);
  }
}
