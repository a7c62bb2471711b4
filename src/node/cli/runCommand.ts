import { toAppError } from '../../core/errorCodec.ts';
import { withoutSecretShapes } from '../../core/observe/redaction/secretShapes.ts';
import { hintForPerson } from '../../core/hintForPerson.ts';
import { startTracing, type RunningTraces } from '../observe/startTracing.ts';
import { disarmText } from '../terminal/cleanText.ts';
import { createCliContext, type CliContext, type CommonOptions } from './context.ts';

/**
 * Runs a command: context, work with a correlation id of its own, release. A failure ends with exit code 1 and one sentence with the next step
 * on stderr; stdout then stays empty.
 */
export async function runCommand(
  version: string,
  options: CommonOptions,
  work: (context: CliContext) => Promise<void>,
  overrides: Readonly<Record<string, string | undefined>> = {},
): Promise<void> {
  let context: CliContext | undefined;
  let traces: RunningTraces | undefined;
  try {
    const made = createCliContext(version, options, overrides);
    context = made;
    const { observe, logger } = made;
    traces = await startTracing(observe, { version, logger, env: process.env });
    await observe.run({ name: 'command', isRoot: true }, () => work(made));
  } catch (error) {
    context?.logger.debug('command failed', { error });
    const words = withoutSecretShapes(inWords(error));
    process.stderr.write(`${disarmText(context?.observe.redactor.withoutKnown(words) ?? words)}\n`);
    process.exitCode = 1;
  } finally {
    context?.app.dispose();
    await traces?.shutdown();
  }
}

function inWords(error: unknown): string {
  const facts = toAppError(error);
  const hint = hintForPerson(facts, 'terminal');
  return hint === undefined ? facts.message : `${facts.message} ${hint}`;
}
