import type { PanelState } from './summaryLoader.ts';
import { plural } from '../../ui/words.ts';

/** What a screen reader says when the panel changes. */
export function announcement(state: PanelState): string {
  switch (state.kind) {
    case 'loading':
      return `Loading ${state.choice.words}…`;
    case 'ready':
      return `Showing ${state.choice.words}: ${plural(state.summary.plays, 'play')}.`;
    case 'empty':
      return 'There is no listening history yet.';
    case 'failed':
      return state.message;
  }
}
