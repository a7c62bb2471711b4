import type { Command } from 'commander';
import { Option } from 'commander';
import { drawCoverage } from '../terminal/coverage.ts';
import { drawHeatmapAnswer } from '../terminal/heatmap.ts';
import { drawSummary } from '../terminal/summary.ts';
import { drawTopAlbums, drawTopArtists, drawTopTracks } from '../terminal/topList.ts';
import { runCommand } from './runCommand.ts';
import { wholeNumber } from './options.ts';
import type { CommonOptions } from './context.ts';

interface WindowOptions extends CommonOptions {
  readonly days?: number;
  readonly from?: string;
  readonly to?: string;
  readonly timezone?: string;
  readonly minSeconds?: number;
  readonly kind?: 'music' | 'podcast' | 'audiobook' | 'video' | 'all';
}
interface RankOptions extends WindowOptions {
  readonly by?: 'plays' | 'time';
  readonly limit?: number;
}

/** The window's options as the requests name them; what was not given is not sent. */
function windowOf({ days, from, to, timezone, minSeconds, kind }: WindowOptions): object {
  const given = { days, from, to, timezone, min_seconds: minSeconds, kind };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function rankOf({ by, limit, ...window }: RankOptions): object {
  return {
    ...windowOf(window),
    ...(by === undefined ? {} : { by }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function withWindow(command: Command): Command {
  return command
    .option('--days <n>', 'last N days, today included (default 90)', wholeNumber)
    .option('--from <date>', 'start: 2025-03-01 or an instant')
    .option('--to <date>', 'end, exclusive')
    .option('--timezone <zone>', 'IANA zone, such as Europe/Berlin')
    .option('--min-seconds <n>', 'seconds heard that make a play (default 30)', wholeNumber)
    .addOption(
      new Option('--kind <kind>', 'what to count').choices(['music', 'podcast', 'audiobook', 'video', 'all']),
    );
}

function withRanking(command: Command): Command {
  return withWindow(command)
    .addOption(new Option('--by <order>', 'rank by').choices(['plays', 'time']))
    .option('--limit <n>', 'how many rows', wholeNumber);
}

/** `summary`, `top`, `heatmap`, `coverage`: the history in a terminal. */
export function addHistoryCommands(program: Command, version: string): void {
  withRanking(program.command('summary').description('what you listened to: totals, tops, habits')).action(
    (options: RankOptions) =>
      runCommand(version, options, async ({ app, account, answer }) => {
        const result = await app.api.call('history.tasteSummary', { ...rankOf(options), ...account });
        answer(result, (summary, terminal) => drawSummary(summary, terminal, options.by));
      }),
  );
  withRanking(
    program
      .command('top')
      .description('what you played most')
      .argument('[what]', 'artists, tracks or albums', 'artists'),
  ).action((what: string, options: RankOptions) =>
    runCommand(version, options, async ({ app, account, answer }) => {
      const params = { ...rankOf(options), ...account };
      switch (what) {
        case 'tracks':
          answer(await app.api.call('history.topTracks', params), drawTopTracks);
          break;
        case 'albums':
          answer(await app.api.call('history.topAlbums', params), drawTopAlbums);
          break;
        case 'artists':
          answer(await app.api.call('history.topArtists', params), drawTopArtists);
          break;
        default:
          program.error(`"${what}" is none of artists, tracks, albums.`);
      }
    }),
  );
  withWindow(program.command('heatmap').description('when you listen, by weekday and hour')).action(
    (options: WindowOptions) =>
      runCommand(version, options, async ({ app, account, answer }) => {
        answer(
          await app.api.call('history.heatmap', { ...windowOf(options), ...account }),
          drawHeatmapAnswer,
        );
      }),
  );
  withWindow(program.command('coverage').description('how complete the history is')).action(
    (options: WindowOptions) =>
      runCommand(version, options, async ({ app, account, answer }) => {
        answer(await app.api.call('history.coverage', { ...windowOf(options), ...account }), drawCoverage);
      }),
  );
}
