import { describeTools } from './describeTools.ts';
import { extendedCases } from './extendedCases.ts';
import { listeningFile } from './listening.ts';

describeTools(extendedCases, { files: listeningFile() });
