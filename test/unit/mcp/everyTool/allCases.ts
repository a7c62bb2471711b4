import { compositeCases } from './compositeCases.ts';
import { extendedCases } from './extendedCases.ts';
import { historyCases } from './historyCases.ts';
import { insightsCases } from './insightsCases.ts';
import { libraryCases } from './libraryCases.ts';
import { opsCases } from './opsCases.ts';
import { playerCases } from './playerCases.ts';
import { playlistCases } from './playlistCases.ts';
import { playlistPowerCases } from './playlistPowerCases.ts';
import { profileCases } from './profileCases.ts';
import { searchCases } from './searchCases.ts';
import type { ToolCases } from './toolCases.ts';

/** What is tried with every tool. */
export const allCases: readonly ToolCases[] = [
  ...[playerCases, searchCases, playlistCases, libraryCases, profileCases, historyCases, insightsCases],
  ...[playlistPowerCases, compositeCases, extendedCases, opsCases],
].flat();
