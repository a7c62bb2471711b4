import type { Choices } from './choices.ts';
import { makePart, type Part, type PartSpec } from './part.ts';
import { coveragePart } from './parts/coveragePart.ts';
import { discoveriesPart } from './parts/discoveriesPart.ts';
import { forgottenPart } from './parts/forgottenPart.ts';
import { artistTracksPart, itemPart } from './parts/itemParts.ts';
import type { PartTools } from './parts/partTools.ts';
import { topAlbumsPart, topArtistsPart, topTracksPart } from './parts/rankingParts.ts';
import { repeatsPart } from './parts/repeatsPart.ts';
import { sessionsPart } from './parts/sessionsPart.ts';
import { skipsPart } from './parts/skipsPart.ts';
import { streaksPart } from './parts/streaksPart.ts';
import { timelinePart } from './parts/timelinePart.ts';
import { totalsPart } from './parts/totalsPart.ts';
import { weekPart } from './parts/weekPart.ts';

interface PartsOptions {
  readonly tools: PartTools;
  readonly onEmpty: () => void;
  /** A part could not be read; of several that fail alike each says it. */
  readonly onFailed: (sentence: string) => void;
  /** The plays of the window are known. */
  readonly onTotals: (plays: number) => void;
}

/** The parts of the page in their order: of everything, or of the one artist, track or album that was chosen. */
export function partsOf(
  { only }: Choices,
  { tools, onEmpty, onFailed, onTotals }: PartsOptions,
): readonly Part[] {
  const make = <R>(spec: PartSpec<R>): Part => makePart(spec, onEmpty, onFailed);
  if (only !== undefined) {
    const { album } = only;
    return [
      make(itemPart(only, tools)),
      make(timelinePart(tools)),
      ...(album === undefined ? [make(artistTracksPart(only, tools))] : []),
      make(weekPart(tools)),
      make(skipsPart(tools)),
    ];
  }
  return [
    make(totalsPart(onTotals)),
    make(timelinePart(tools)),
    make(topArtistsPart(tools)),
    make(topTracksPart(tools)),
    make(topAlbumsPart(tools)),
    make(forgottenPart(tools)),
    make(weekPart(tools)),
    make(discoveriesPart(tools)),
    make(skipsPart(tools)),
    make(repeatsPart()),
    make(sessionsPart(tools)),
    make(streaksPart()),
    make(coveragePart()),
  ];
}
