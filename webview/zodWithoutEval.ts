import { config } from 'zod';

// The page's policy forbids eval, and zod's probe for it would be reported as a violation. Must be imported
// before the first schema is made, so first by every file that is loaded on its own and has schemas.
config({ jitless: true });
