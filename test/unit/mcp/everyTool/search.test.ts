import { describeTools } from './describeTools.ts';
import { searchCases } from './searchCases.ts';
import { listeningFile } from './listening.ts';

describeTools(searchCases, { files: listeningFile() });
