import { describeTools } from './describeTools.ts';
import { profileCases } from './profileCases.ts';

describeTools(profileCases);
