import {
  concentrationParams,
  concentrationResult,
} from '../../../../protocol/history/insights/concentration.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyConcentration = defineTool({
  name: 'history_concentration',
  title: 'Concentration',
  description:
    'Measure how varied listening is: shares of the top 10, 100 and 500 tracks and artists, Gini, Herfindahl, effective number, Eddington number, against the period before. Use it for "is my taste narrow?" or "do I listen to more different artists than last year?".',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: concentrationParams,
  output: concentrationResult,
  run: (args, { api, signal }) => api.call('history.concentration', args, { signal }),
});
