import { describeTools } from './describeTools.ts';
import { historyCases } from './historyCases.ts';
import { listeningFile } from './listening.ts';

describeTools(historyCases, { files: listeningFile() });
