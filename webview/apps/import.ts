import { t } from '../l10n.ts';
import { openChatPage } from './chat/openChatPage.ts';
import './import/import.css';
import { openImport } from './import/openImport.ts';

void openChatPage({
  title: () => t('Import of your listening history'),
  waiting: () => t('Waiting for the import to begin…'),
  cancelled: () =>
    t('The import was stopped. What was stored stays; the same import again goes on from there.'),
  open: openImport,
});
