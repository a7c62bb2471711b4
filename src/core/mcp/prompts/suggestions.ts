import type { Api } from '../../../protocol/api.ts';
import { AppError } from '../../errors.ts';
import type { Suggest } from './definePrompt.ts';

/** How far back and how deep the own history is looked at for names. */
const past = { days: 3650, limit: 100 } as const;

/** Suggestions are a comfort: where there is no history yet, there are none. */
async function orNone(names: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await names();
  } catch (error) {
    if (AppError.is(error)) return [];
    throw error;
  }
}

/** The artists that the user played most. */
export const playedArtists: Suggest = ({ api }) =>
  orNone(async () => {
    const { top_artists: artists } = await api.call('history.topArtists', past);
    return artists.map(({ name }) => name);
  });

/** The artists and tracks that the user played most. */
export const playedMusic: Suggest = async (context) => [
  ...(await playedArtists(context)),
  ...(await orNone(() => playedTracks(context.api))),
];

async function playedTracks(api: Api): Promise<readonly string[]> {
  const { top_tracks: tracks } = await api.call('history.topTracks', past);
  return tracks.map(({ name, artists }) => [name, artists[0]].filter(Boolean).join(' by '));
}

/** Periods as people say them. */
export const periods: Suggest = () =>
  Promise.resolve([
    'the last 7 days',
    'the last 30 days',
    'the last 90 days',
    'this year',
    'last year',
    'all time',
  ]);
