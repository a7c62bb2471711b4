import { describeTools } from './describeTools.ts';
import { eveningsFile } from './evenings.ts';
import { opsCases } from './opsCases.ts';
import { listeningFile } from './listening.ts';

describeTools(opsCases, { files: { ...listeningFile(), ...eveningsFile } });
