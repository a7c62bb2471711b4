import { toAppError } from '../../core/errorCodec.ts';
import { hintForPerson } from '../../core/hintForPerson.ts';
import { disarmText } from '../terminal/cleanText.ts';
import { createCliContext, type CliContext, type CommonOptions } from './context.ts';

/**
 * Runs a command: context, work, release. A failure ends with exit code 1 and one sentence with the next step
 * on stderr; stdout then stays empty.
 */
export async function runCommand(
  version: string,
  options: CommonOptions,
  work: (context: CliContext) => Promise<void>,
  overrides: Readonly<Record<string, string | undefined>> = {},
): Promise<void> {
  let context: CliContext | undefined;
  try {
    context = createCliContext(version, options, overrides);
    await work(context);
  } catch (error) {
    context?.logger.debug('command failed', { error });
    process.stderr.write(`${disarmText(inWords(error))}\n`);
    process.exitCode = 1;
  } finally {
    context?.app.dispose();
  }
}

function inWords(error: unknown): string {
  const facts = toAppError(error);
  const hint = hintForPerson(facts, 'terminal');
  return hint === undefined ? facts.message : `${facts.message} ${hint}`;
}
