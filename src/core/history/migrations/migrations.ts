import { initial } from './0001initial.ts';
import { spotifyMetadata } from './0002spotifyMetadata.ts';
import { savedStates } from './0003savedStates.ts';
import { collector } from './0004collector.ts';
import type { Migration } from './migration.ts';

/** Every step of the schema, in order. */
export const migrations: readonly Migration[] = [initial, spotifyMetadata, savedStates, collector];
