import { analyzeListeningHabits } from './analyzeListeningHabits.ts';
import { controlPlayback } from './controlPlayback.ts';
import { createPlaylist } from './createPlaylist.ts';
import type { Prompt } from './definePrompt.ts';
import { discoverNewMusic } from './discoverNewMusic.ts';
import { exploreArtist } from './exploreArtist.ts';
import { findSimilar } from './findSimilar.ts';
import { manageLibrary } from './manageLibrary.ts';
import { whatsPlaying } from './whatsPlaying.ts';

/** Every prompt, in the order in which clients see them. */
export const prompts: readonly Prompt[] = [
  discoverNewMusic,
  createPlaylist,
  whatsPlaying,
  controlPlayback,
  manageLibrary,
  findSimilar,
  analyzeListeningHabits,
  exploreArtist,
];
