import { describeTools } from './describeTools.ts';
import { playlistPowerCases } from './playlistPowerCases.ts';
import { listeningFile } from './listening.ts';

describeTools(playlistPowerCases, { files: listeningFile() });
