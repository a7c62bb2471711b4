import type { After } from './dueTimer.ts';

/** The machine's timers. */
export const after: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return {
    dispose: () => {
      clearTimeout(timer);
    },
  };
};
