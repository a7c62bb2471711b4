import { errorFacts } from '../core/errorFacts.ts';
import { hintForPerson } from '../core/hintForPerson.ts';
import { withoutSyntax } from '../core/spotify/statusBar/strangersText.ts';
import type { Localizer } from './localizer.ts';

/** What it takes to put an error into words: the runtime knows those of errors that are not ours. */
interface WordSource {
  readonly runtime: () => Promise<{ readonly toUserMessage: (error: unknown) => string }>;
}

/** One sentence and the next step. A name that it quotes must not become a link of the notification. */
export async function wordsFor({ runtime }: WordSource, error: unknown, l10n: Localizer): Promise<string> {
  const facts = errorFacts(error);
  if (facts !== undefined) {
    const hint = hintForPerson(facts, 'editor');
    return withoutSyntax(hint === undefined ? facts.message : `${facts.message} ${hint}`);
  }
  const words = await runtime().then(
    ({ toUserMessage }) => toUserMessage(error),
    () => l10n.t('Backbeat could not be loaded. Install it again, or look at its log.'),
  );
  return withoutSyntax(words);
}
