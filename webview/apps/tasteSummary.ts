import { t } from '../l10n.ts';
import './charts/charts.css';
import { openTasteSummary } from './charts/openTasteSummary.ts';
import { openChatPage } from './chat/openChatPage.ts';

void openChatPage({
  title: () => t('Taste summary'),
  waiting: () => t('Reading your listening history…'),
  cancelled: () => t('The history was not read: the call was stopped.'),
  open: openTasteSummary,
});
