import type { Logger } from '../../core/ports.ts';
import type { Api } from '../../protocol/api.ts';
import type { MeasuredResult } from '../../protocol/observe/measured.ts';

/** How long a scrape waits for the host, ms; Prometheus itself gives up after ten seconds. */
const defaultPatienceMs = 2_000;

/**
 * Asks the host what it measured, for a scrape that is not to fail because of it: `undefined` where the host is away,
 * stands still or is too old to tell. The log says so once, and once when it tells again.
 */
export function hostMeasured(
  api: Pick<Api, 'call'>,
  logger: Logger,
  patienceMs = defaultPatienceMs,
): () => Promise<MeasuredResult | undefined> {
  /** A host that stands still is not asked again and again. */
  let asked: Promise<MeasuredResult> | undefined;
  let wasSilent = false;
  const ask = (): Promise<MeasuredResult> => {
    asked ??= api.call('host.measured', {}).finally(() => {
      asked = undefined;
    });
    return asked;
  };
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`The host did not answer within ${patienceMs} ms.`));
      }, patienceMs).unref();
    });
    try {
      const measured = await Promise.race([ask(), late]);
      if (wasSilent) logger.info('the host tells again what it measured');
      wasSilent = false;
      return measured;
    } catch (error) {
      if (!wasSilent)
        logger.warn('the metrics are without those of the host: it is away, busy or older', { error });
      wasSilent = true;
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };
}
