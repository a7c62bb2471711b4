import { t } from '../../l10n.ts';
import { PanelError } from '../../panelErrors.ts';

const code = 'CHAT_ERROR';

/** The chat passes a request of the page on to nobody. */
export function refused(): PanelError {
  return new PanelError({
    ...{ code, reason: 'refused' },
    message: t('The chat did not let this through.'),
    hint: t('Ask for it in the chat instead.'),
  });
}

/** No answer came, or the chat is gone. */
export function silent(): PanelError {
  return new PanelError({
    ...{ code, reason: 'silent' },
    message: t('The chat does not answer.'),
    hint: t('Ask for it anew in the chat.'),
  });
}

/** A result that this version has no picture for. */
export function unreadable(): PanelError {
  return new PanelError({
    ...{ code, reason: 'unreadable' },
    message: t('This answer cannot be shown as a picture.'),
    hint: t('What it says stands in the chat.'),
  });
}
