import { describeTools } from './describeTools.ts';
import { compositeCases } from './compositeCases.ts';
import { listeningFile } from './listening.ts';

describeTools(compositeCases, { files: listeningFile() });
