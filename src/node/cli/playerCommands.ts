import type { Command } from 'commander';
import { Option } from 'commander';
import { itemTypes, type ItemType } from '../../protocol/spotify/items.ts';
import type { SpotifyControlParams } from '../../protocol/spotify/player.ts';
import { drawDevices } from '../terminal/devices.ts';
import { drawControl, drawPlay, drawPlayerStatus, drawQueue } from '../terminal/playerStatus.ts';
import { drawSearchResults } from '../terminal/searchResults.ts';
import type { CommonOptions } from './context.ts';
import { wholeNumber } from './options.ts';
import { readPosition, readVolume } from './playerArguments.ts';
import { runCommand } from './runCommand.ts';

interface DeviceOption extends CommonOptions {
  readonly device?: string;
}
interface PlayOptions extends DeviceOption {
  readonly type?: ItemType;
  readonly shuffle?: boolean;
}
interface SearchOptions extends CommonOptions {
  readonly type?: ItemType;
  readonly limit?: number;
}

const queueShown = 20;

/** `status`, `play`, `pause`, `next`, `previous`, `volume`, `seek`, `search`, `devices`, `queue`. */
export function addPlayerCommands(program: Command, version: string): void {
  const control = (
    options: DeviceOption,
    params: Omit<SpotifyControlParams, 'account' | 'device'>,
  ): Promise<void> =>
    runCommand(version, options, async ({ app, account, answer }) => {
      answer(
        await app.api.call('spotify.control', { ...params, ...deviceOf(options), ...account }),
        drawControl,
      );
    });
  const status = (options: CommonOptions, limit: number, draw = drawPlayerStatus): Promise<void> =>
    runCommand(version, options, async ({ app, account, answer }) => {
      answer(await app.api.call('spotify.status', { queue_limit: limit, ...account }), draw);
    });

  program
    .command('status')
    .description('what plays, where, and what comes next')
    .action((options: CommonOptions) => status(options, 5));
  withDevice(
    program
      .command('play')
      .description('go on, or play what is named: a song, album, artist, playlist, URI or link')
      .argument('[what...]', 'such as Paper Lantern by Tin Observatory')
      .addOption(new Option('--type <kind>', 'only this kind').choices(itemTypes))
      .option('--shuffle', 'switch shuffle on')
      .option('--no-shuffle', 'switch shuffle off'),
  ).action((what: string[], options: PlayOptions, command: Command) => {
    if (what.length > 0) return play(version, what.join(' '), options);
    refuseAlone(command, 'a name to play', ['type', 'shuffle']);
    return control(options, { action: 'resume' });
  });
  withDevice(program.command('pause').description('pause')).action((options: DeviceOption) =>
    control(options, { action: 'pause' }),
  );
  withDevice(program.command('next').description('skip to the next item')).action((options: DeviceOption) =>
    control(options, { action: 'next' }),
  );
  withDevice(program.command('previous').description('go back to the item before')).action(
    (options: DeviceOption) => control(options, { action: 'previous' }),
  );
  withDevice(
    program
      .command('volume')
      .description('show or set the volume')
      .argument('[percent]', '0 to 100, or +10 or -10', readVolume),
  ).action((change: ReturnType<typeof readVolume> | undefined, options: DeviceOption, command: Command) => {
    if (change !== undefined) return control(options, { action: 'volume', ...change });
    refuseAlone(command, 'a percentage', ['device']);
    return status(options, 0);
  });
  withDevice(
    program
      .command('seek')
      .description('go to a position in what plays')
      // Commander takes -15 for a number and -1:30 for an option.
      .allowUnknownOption()
      .argument('<position>', '1:30, 90 (seconds), or +15 or -15', readPosition),
  ).action((change: ReturnType<typeof readPosition>, options: DeviceOption) =>
    control(options, { action: 'seek', ...change }),
  );
  program
    .command('search')
    .description("find something in Spotify's catalogue")
    .argument('<words...>')
    .addOption(new Option('--type <kind>', 'what to find').choices(itemTypes).default('track'))
    .option('--limit <n>', 'how many (default 10)', wholeNumber)
    .action((words: string[], options: SearchOptions) => search(version, words.join(' '), options));
  program
    .command('devices')
    .description('the devices that Spotify sees')
    .action((options: CommonOptions) =>
      runCommand(version, options, async ({ app, account, answer }) => {
        answer(await app.api.call('spotify.devices', { ...account }), drawDevices);
      }),
    );
  withDevice(
    program
      .command('queue')
      .description('what comes next, or add a track or episode to it')
      .argument('[uri]', 'URI or link'),
  ).action((uri: string | undefined, options: DeviceOption, command: Command) => {
    if (uri !== undefined) return control(options, { action: 'queue', uris: [uri] });
    refuseAlone(command, 'a URI', ['device']);
    return status(options, queueShown, drawQueue);
  });
}

/** An option that would change nothing must not pass for one that did. */
function refuseAlone(command: Command, argument: string, options: readonly string[]): void {
  const given = options.find((name) => command.getOptionValue(name) !== undefined);
  if (given !== undefined) command.error(`--${given} goes with ${argument} only.`);
}

function withDevice(command: Command): Command {
  return command.option('--device <name>', 'name or id of the device');
}

function deviceOf({ device }: DeviceOption): { device?: string } {
  return device === undefined ? {} : { device };
}

function play(version: string, query: string, options: PlayOptions): Promise<void> {
  const { type, shuffle } = options;
  return runCommand(version, options, async ({ app, account, answer }) => {
    const result = await app.api.call('spotify.play', {
      query,
      ...(type === undefined ? {} : { type }),
      ...(shuffle === undefined ? {} : { shuffle }),
      ...deviceOf(options),
      ...account,
    });
    answer(result, drawPlay);
  });
}

function search(
  version: string,
  text: string,
  { type = 'track', limit = 10, ...options }: SearchOptions,
): Promise<void> {
  return runCommand(version, options, async ({ app, account, answer }) => {
    const result = await app.api.call('spotify.search', {
      queries: [{ text }],
      types: [type],
      limit,
      ...account,
    });
    answer(result, drawSearchResults);
  });
}
