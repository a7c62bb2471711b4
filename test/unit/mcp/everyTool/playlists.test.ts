import { describeTools } from './describeTools.ts';
import { listeningFile } from './listening.ts';
import { playlistCases } from './playlistCases.ts';

describeTools(playlistCases, { files: listeningFile() });
