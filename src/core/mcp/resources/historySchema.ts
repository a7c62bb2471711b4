import { schemaGuide } from '../../history/query/schemaGuide.ts';
import { minute, type Resource } from './defineResource.ts';

/** What `history_query` can ask of. */
export const historySchema: Resource = {
  uri: 'history://schema',
  name: 'history_schema',
  title: 'Schema of the history',
  description: 'Tables and columns for history_query, with examples and limits.',
  ttlMs: 60 * minute,
  read: () => Promise.resolve(schemaGuide),
};
