import type {
  AudioFeaturesParams,
  AudioFeaturesResult,
} from '../../../protocol/spotify/extendedAudioFeatures.ts';
import { InputError } from '../../errors.ts';
import type { Feature } from '../spotifyContext.ts';
import { referenceOf, requireReference } from '../spotifyReference.ts';
import {
  getAudioAnalysis,
  getAudioFeatures,
  type AudioFeatures,
  type AudioSection,
} from './operations/audio.ts';
import { sendExtended } from './sendExtended.ts';

const pitches = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];
const modes = ['minor', 'major'];
const maxSections = 50;

/**
 * Answers `spotify.audioFeatures`: how tracks sound, in the order of the question. One request, and one more for the
 * sections of a single track.
 * @throws InputError for what is no track, and for sections of several; EndpointUnavailable
 */
export const audioFeatures: Feature<AudioFeaturesParams, AudioFeaturesResult> = async (context, params) => {
  const ids = [...new Set(params.tracks.map((track) => requireReference('tracks', track, ['track']).id))];
  const [only] = ids;
  if (params.sections === true && ids.length > 1) {
    throw new InputError('sections are told of one track at a time.', {
      hint: 'Pass one track, or no sections.',
    });
  }
  const found = await sendExtended(context, getAudioFeatures, { ids });
  const known = new Map(found.map((features) => [features.id, features]));
  const analysis =
    params.sections === true && only !== undefined && known.has(only)
      ? await sendExtended(context, getAudioAnalysis, { id: only })
      : undefined;
  const unknown = ids.filter((id) => !known.has(id)).map((id) => referenceOf('track', id).uri);
  return {
    tracks: ids.flatMap((id) => {
      const features = known.get(id);
      return features === undefined ? [] : [describe(features)];
    }),
    ...(analysis !== undefined && { sections: analysis.sections.slice(0, maxSections).map(describeSection) }),
    ...(unknown.length > 0 && { unknown }),
  };
};

function describe(features: AudioFeatures): AudioFeaturesResult['tracks'][number] {
  const { id, key, mode, time_signature: beats, tempo, loudness, ...parts } = features;
  return {
    uri: referenceOf('track', id).uri,
    ...rounded({ tempo }, 1),
    ...keyField(key, mode),
    ...rounded({ beats_in_bar: beats }, 0),
    ...rounded({ loudness }, 1),
    ...rounded(parts, 2),
  };
}

function describeSection(section: AudioSection): NonNullable<AudioFeaturesResult['sections']>[number] {
  const { start, duration, tempo, loudness, key, mode } = section;
  return {
    start: round(start, 1),
    seconds: round(duration, 1),
    ...rounded({ tempo }, 1),
    ...keyField(key, mode),
    ...rounded({ loudness }, 1),
  };
}

function keyField(key: number | undefined, mode: number | undefined): { key?: string } {
  const pitch = key === undefined ? undefined : pitches[key];
  if (pitch === undefined) return {};
  const tonality = mode === undefined ? undefined : modes[mode];
  return { key: tonality === undefined ? pitch : `${pitch} ${tonality}` };
}

/** The fields that have a value, rounded. */
function rounded<K extends string>(
  fields: { readonly [P in K]?: number | undefined },
  digits: number,
): { [P in K]?: number } {
  const known = Object.entries<number | undefined>(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, round(value, digits)] as const],
  );
  return Object.fromEntries(known) as { [P in K]?: number };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
