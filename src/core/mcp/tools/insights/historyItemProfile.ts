import { itemProfileParams, itemProfileResult } from '../../../../protocol/history/insights/itemProfile.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyItemProfile = defineTool({
  name: 'history_item_profile',
  title: 'Item profile',
  description:
    'All about one artist, track or album in the history: plays, rank over time, first and last play, best day, longest run, skips, who is ranked and what is heard beside it. Use it for "how much do I listen to X?".',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: itemProfileParams,
  output: itemProfileResult,
  run: (args, { api, signal }) => api.call('history.itemProfile', args, { signal }),
});
