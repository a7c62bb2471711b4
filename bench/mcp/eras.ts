import type { ClientKind } from '../../test/protocol/clients.ts';

/** The two eras of the protocol: with an `initialize` and a session, and stateless with everything in each request. */
export const eras = ['2025-11-25', '2026-07-28'] as const;
export type Era = (typeof eras)[number];

/** The SDK whose client speaks it: v1 is what editors ship today. */
export const clientOf: Readonly<Record<Era, ClientKind>> = { '2025-11-25': 'v1', '2026-07-28': 'v2 modern' };
