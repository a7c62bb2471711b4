import { commands } from '../../../protocol/ids.ts';
import { positionAt, type LoadedState } from './nowPlaying.ts';
import { markdownText } from './strangersText.ts';
import { playTime } from './times.ts';

/** The tooltip's position moves in such steps, ms: an open tooltip is drawn anew with each. */
export const tooltipStepMs = 10_000;
const barWidth = 16;

/** Addresses that cannot end a Markdown link or bring a title along. */
const spotifyPage = /^https:\/\/open\.spotify\.com\/[A-Za-z0-9/_-]+$/;
const picture = /^https:\/\/[A-Za-z0-9.-]+\/[A-Za-z0-9/._~-]+$/;

/** Cover, names, position, library and links to commands, as Markdown. Names are escaped, links are ours. */
export function playingTooltip(state: LoadedState, now: number): string {
  const { cover } = state;
  const paragraphs = [
    cover !== undefined && picture.test(cover) ? `![Cover](${cover}|width=160)` : '',
    names(state),
    progress(state, now),
    links(state),
    notice(state),
    `Content from [Spotify](https://open.spotify.com)${state.device === undefined ? '' : ` · playing on ${markdownText(state.device, 60)}`}`,
  ];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

function names({ title, by, album, url }: LoadedState): string {
  const words = markdownText(title) || 'Untitled';
  const linked = url !== undefined && spotifyPage.test(url) ? `[${words}](${url})` : words;
  const lines = [`**${linked}**`, markdownText(by.join(', ')), markdownText(album ?? '')];
  return lines.filter((line) => line !== '').join('  \n');
}

function progress(state: LoadedState, now: number): string {
  const { durationMs } = state;
  const position = positionAt(state, now);
  if (position === undefined || durationMs === undefined || durationMs <= 0) return '';
  const step = state.kind === 'playing' ? Math.floor(position / tooltipStepMs) * tooltipStepMs : position;
  const done = Math.min(barWidth, Math.round((step / durationMs) * barWidth));
  return `${playTime(step)} ${'━'.repeat(done)}●${'─'.repeat(barWidth - done)} ${playTime(durationMs)}`;
}

function links({ kind, saved }: LoadedState): string {
  const all = [
    link('$(debug-step-back) Previous', commands.previous),
    kind === 'playing'
      ? link('$(debug-pause) Pause', commands.playPause)
      : link('$(play) Play', commands.playPause),
    link('$(debug-step-over) Next', commands.next),
    ...(saved === undefined
      ? []
      : [saved ? link('$(heart-filled) Liked', commands.unlike) : link('$(heart) Like', commands.like)]),
    link('$(vm) Devices', commands.chooseDevice),
    link('$(search) Search', commands.searchAndPlay),
  ];
  return all.join(' · ');
}

function notice({ signInDaysLeft: days }: LoadedState): string {
  if (days === undefined) return '';
  const when = days <= 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
  return `The sign-in ends ${when}: ${link('sign in again', commands.signIn)}.`;
}

const link = (words: string, { id }: { readonly id: string }): string => `[${words}](command:${id})`;
