import { t } from '../l10n.ts';
import { openHeatmap } from './charts/openHeatmap.ts';
import './charts/charts.css';
import { openChatPage } from './chat/openChatPage.ts';

void openChatPage({
  title: () => t('Listening heatmap'),
  waiting: () => t('Reading your listening history…'),
  cancelled: () => t('The history was not read: the call was stopped.'),
  open: openHeatmap,
});
