import { describeTools } from './describeTools.ts';
import { playerCases } from './playerCases.ts';

describeTools(playerCases);
