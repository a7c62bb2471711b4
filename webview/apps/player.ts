import { t } from '../l10n.ts';
import { openChatPage } from './chat/openChatPage.ts';
import { openPlayer } from './player/openPlayer.ts';
import './player/player.css';

void openChatPage({
  title: () => t('Player'),
  waiting: () => t('Asking Spotify what plays…'),
  cancelled: () => t('Spotify was not asked: the call was stopped.'),
  open: openPlayer,
});
