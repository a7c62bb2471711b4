import type { Device, Item, Playback } from '../../protocol/spotify/items.ts';
import type {
  SpotifyControlResult,
  SpotifyPlayResult,
  SpotifyStatus,
} from '../../protocol/spotify/player.ts';
import { bar } from './bars.ts';
import { cleanText, disarmText } from './cleanText.ts';
import { formatClock } from './numbers.ts';
import { wrapLine } from './sentences.ts';
import { styleOf } from './style.ts';
import type { Terminal } from './terminal.ts';

const barWidth = 24;

/** What plays, on what, and what comes next. */
export function drawPlayerStatus(status: SpotifyStatus, terminal: Terminal): string {
  const { heading, faint, warning } = styleOf(terminal);
  const lines =
    status.playback === undefined
      ? [status.state === 'unknown' ? 'What plays could not be read.' : 'Nothing is playing.']
      : playbackLines(status.playback, terminal);
  const queue = status.queue ?? [];
  if (queue.length > 0) {
    lines.push('', heading('Next'), ...queue.map((item, at) => `${at + 1}  ${nameAndMakers(item)}`));
  }
  const next = status.state === 'nothing_playing' ? wrapLine(whereToPlay(status.devices), terminal) : [];
  const missing = (status.missing ?? []).flatMap(({ part, why }) =>
    wrapLine(`Not read: ${part}. ${disarmText(why)}`, terminal),
  );
  return [...lines, ...next.map(faint), ...missing.map(warning)].join('\n');
}

/** What is coming, a line each. */
export function drawQueue({ queue }: SpotifyStatus): string {
  if (queue === undefined) return 'What comes next could not be read.';
  if (queue.length === 0) return 'Nothing is queued.';
  return queue.map((item, at) => `${at + 1}  ${nameAndMakers(item)}`).join('\n');
}

/** What a command did. */
export function drawControl(result: SpotifyControlResult, terminal: Terminal): string {
  return [
    ...(result.playback === undefined ? [] : playbackLines(result.playback, terminal)),
    ...outcomeLines(result, terminal),
  ].join('\n');
}

/** What was started, and what else it could have been. */
export function drawPlay(result: SpotifyPlayResult, terminal: Terminal): string {
  const { heading, faint } = styleOf(terminal);
  const { playing, device, alternatives = [], match } = result;
  const on = device === undefined ? '' : ` on ${cleanText(device.name)}`;
  const others = match === 'exact' ? [] : alternatives;
  return [
    `${heading(nameAndMakers(playing))} (${playing.type})${on}`,
    ...(others.length === 0 ? [] : [faint('It could also be:')]),
    ...others.map((item) => faint(`  ${nameAndMakers(item)} (${item.type})  ${cleanText(item.uri)}`)),
    ...outcomeLines(result, terminal),
  ].join('\n');
}

/** `Song – Artist, Other Artist` */
export function nameAndMakers({ name, by = [] }: Item): string {
  return [cleanText(name), by.map(cleanText).join(', ')].filter((part) => part !== '').join(' – ');
}

/** The note of the answer tells an agent; a person at a terminal has other ways. */
function whereToPlay(devices: readonly Device[] | undefined): string {
  const usable = (devices ?? []).filter(({ id, restricted }) => id !== undefined && restricted !== true);
  return usable.length === 0
    ? 'Open Spotify on a computer, phone or speaker and play something for a moment.'
    : `Play something with backbeat play NAME --device DEVICE, on ${usable.map(({ name }) => cleanText(name)).join(' or ')}.`;
}

function playbackLines(playback: Playback, terminal: Terminal): string[] {
  const { heading, faint } = styleOf(terminal);
  const { item, device } = playback;
  const album = item?.album === undefined ? [] : [faint(cleanText(item.album))];
  const state = playback.playing ? 'Playing' : 'Paused';
  const modes = [
    playback.shuffle === true ? 'shuffle' : '',
    playback.repeat === undefined || playback.repeat === 'off' ? '' : `repeat ${playback.repeat}`,
  ].filter((mode) => mode !== '');
  const where =
    device === undefined
      ? []
      : [`on ${cleanText(device.name)}${device.volume === undefined ? '' : `, volume ${device.volume}%`}`];
  return [
    heading(item === undefined ? cleanText(playback.other ?? 'nothing loaded') : nameAndMakers(item)),
    ...album,
    ...progressLine(playback, terminal),
    [state, ...where, ...modes].join(', ').replace(', on', ' on'),
  ];
}

function progressLine({ item, progress_ms: progress }: Playback, terminal: Terminal): readonly string[] {
  const duration = item?.duration_ms;
  if (progress === undefined || duration === undefined) return [];
  const times = `${formatClock(Math.floor(progress / 1000))} of ${formatClock(Math.floor(duration / 1000))}`;
  if (!terminal.isTty) return [times];
  const { accent } = styleOf(terminal);
  return [`${times}  ${accent(bar(progress, duration, barWidth, terminal))}`.trimEnd()];
}

function outcomeLines(
  { outcome, note }: { readonly outcome: string; readonly note?: string | undefined },
  terminal: Terminal,
): readonly string[] {
  if (note === undefined) return [];
  const { faint, warning } = styleOf(terminal);
  return wrapLine(disarmText(note), terminal).map(outcome === 'verified' ? faint : warning);
}
