import '../zodWithoutEval.ts';
import { historyChanged } from '../../src/protocol/history/historyChanged.ts';
import { messageSchema } from '../../src/protocol/messages.ts';
import { askedPage, panelContext } from '../../src/protocol/panel/panelContext.ts';
import { accountsResult } from '../../src/protocol/spotify/accounts.ts';
import { statusResult } from '../../src/protocol/status.ts';
import type { Answers } from './answers.ts';

/** What every page needs. */
export const firstAnswers: Answers = {
  requests: {
    'accounts.list': { result: accountsResult },
    'accounts.signOut': { result: accountsResult },
    'accounts.use': { result: accountsResult },
    'app.status': { result: statusResult },
    'panel.context': { result: panelContext },
  },
  events: {
    'accounts.changed': accountsResult,
    'history.changed': historyChanged,
    'panel.context': panelContext,
    'panel.page': askedPage,
  },
};

/** The shape of the messages themselves. */
export const messages = messageSchema;
