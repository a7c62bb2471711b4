import { describeTools } from './describeTools.ts';
import { opsCases } from './opsCases.ts';
import { listeningFile } from './listening.ts';

describeTools(opsCases, { files: listeningFile() });
