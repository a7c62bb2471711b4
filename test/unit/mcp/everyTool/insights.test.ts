import { describeTools } from './describeTools.ts';
import { eveningsFile } from './evenings.ts';
import { insightsCases } from './insightsCases.ts';

describeTools(insightsCases, { files: eveningsFile });
