import type { StoredLogLevel } from '../../../src/protocol/ops/opsRequests.ts';
import { t } from '../../l10n.ts';

export function levelWords(level: StoredLogLevel): string {
  switch (level) {
    case 'debug':
      return t('Debug');
    case 'info':
      return t('Info');
    case 'warning':
      return t('Warning');
    case 'error':
      return t('Error');
  }
}
