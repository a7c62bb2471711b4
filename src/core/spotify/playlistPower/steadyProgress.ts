import type { SpotifyContext } from '../spotifyContext.ts';

/** A context for several kinds of work in a row, each of which counts from 0: what was done only grows. */
export function steadyProgress(context: SpotifyContext): SpotifyContext {
  let before = 0;
  let last = 0;
  return {
    ...context,
    progress: ({ done, total, ...rest }) => {
      if (done < last) before += last;
      last = done;
      context.progress({
        ...rest,
        done: before + done,
        ...(total !== undefined && { total: before + total }),
      });
    },
  };
}
