import type { CliContext } from './context.ts';

/**
 * Has a host run beside a server where there is something to collect: somebody has signed in here, or a folder is
 * watched. Where nobody has, the history is opened by the first question as ever.
 */
export async function keepCollecting({
  app,
  settings,
  vault,
  logger,
}: Pick<CliContext, 'app' | 'settings' | 'vault' | 'logger'>): Promise<void> {
  try {
    const watches = settings['import.watchFolder'] !== '';
    const collects = settings['collector.enabled'] && (await vault.list()).length > 0;
    if (watches || collects) app.stayOpen();
  } catch (error) {
    logger.warn('the collection of listens does not run', { error });
  }
}
