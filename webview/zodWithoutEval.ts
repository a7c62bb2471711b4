import { config } from 'zod';

// The page's policy forbids eval, and zod's probe for it would be reported as a violation. Must be imported
// before the first schema is made.
config({ jitless: true });
