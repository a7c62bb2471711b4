import { definePrompt, said } from './definePrompt.ts';
import { periods } from './suggestions.ts';

export const analyzeListeningHabits = definePrompt({
  name: 'analyze_listening_habits',
  title: 'Analyse listening habits',
  description: 'Describe what, when and how the user listens, from the own history.',
  args: { timeframe: { description: 'Which period, such as the last 30 days or 2025.', suggest: periods } },
  message: ({ timeframe }) =>
    [
      `Analyse how I listen to music${timeframe === undefined ? '' : ` in this period: ${said(timeframe)}`}.`,
      'Call history_coverage first, so that you know what the numbers stand for, then history_taste_summary, and history_compare_periods with the period before. spotify_get_top shows what Spotify itself counts.',
      'Tell me: how much, what, when in the week and day, what I repeat, what changed. Name the period, the time zone and the rule of what counts as a play; where there are gaps, say "at least".',
      'Be exact with numbers, short with words, and do not guess why.',
    ].join('\n'),
});
