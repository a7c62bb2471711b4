import {
  yearInReviewParams,
  yearInReviewResult,
} from '../../../../protocol/history/insights/yearInReview.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

export const historyYearInReview = defineTool({
  name: 'history_year_in_review',
  title: 'Year in review',
  description:
    'A year, or any other period, on one page: totals, top lists, discoveries, highlights, months and the period before. Use it for "my own Wrapped"; it says what Spotify counts otherwise.',
  toolset: 'insights',
  annotations: LOCAL_READ,
  input: yearInReviewParams,
  output: yearInReviewResult,
  run: (args, { api, signal }) => api.call('history.yearInReview', args, { signal }),
});
