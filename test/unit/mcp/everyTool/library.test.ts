import { describeTools } from './describeTools.ts';
import { libraryCases } from './libraryCases.ts';

describeTools(libraryCases);
