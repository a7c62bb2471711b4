import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { jsonReply, readBody, send } from './httpMessages.ts';
import type { Reply } from './httpMessages.ts';
import type { Simulator } from './simulator.ts';
import type { TroublePlan } from './troubles.ts';

const seconds = z.number().min(0).exactOptional();
const ms = z.number().min(0);
const trouble = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['401', '401-missing', '404-no-device', '404', '500', '502-plain', 'cut', 'garbage']),
  }),
  z.object({
    kind: z.literal('403'),
    reason: z.enum([
      'notOnUserList',
      'ownerNotPremium',
      'premiumRequired',
      'insufficientScope',
      'restrictionViolated',
      'plainText',
    ]),
  }),
  z.object({ kind: z.literal('400'), message: z.string() }),
  z.object({ kind: z.enum(['429', 'quota']), retryAfterSeconds: seconds }),
  z.object({ kind: z.enum(['slow', 'late']), ms }),
  z.object({ kind: z.literal('body'), body: z.unknown() }),
]);
const troubleScope = z.object({
  match: z.string().exactOptional(),
  times: z.number().int().min(1).exactOptional(),
  always: z.boolean().default(false),
});
const newUser = z.strictObject({
  id: z.string().min(1),
  displayName: z.string().exactOptional(),
  premium: z.boolean().exactOptional(),
  onUserList: z.boolean().exactOptional(),
});

/** `/_simulator`: the state, and the switches for who tries the product by hand. */
export function controlSurface(simulator: Simulator, troubles: TroublePlan) {
  const knownUser = z.string().refine((id) => simulator.users.some((user) => user.id === id), {
    error: () => `Name one of ${simulator.users.map(({ id }) => id).join(', ')}.`,
  });
  const commands: Readonly<Record<string, (body: unknown) => void>> = {
    trouble: (body) => {
      const { times = 1, always, ...scope } = troubleScope.parse(body);
      if (always) troubles.always(trouble.parse(body), scope);
      else troubles.once(trouble.parse(body), { ...scope, times });
    },
    clear: () => {
      troubles.clear();
      simulator.tokenTroubles.clear();
    },
    consent: (body) => {
      const answer = z.strictObject({ consent: z.enum(['ask', 'deny']).or(knownUser) }).parse(body).consent;
      simulator.consent = answer === 'ask' || answer === 'deny' ? answer : { user: answer };
    },
    advance: (body) => simulator.clock.advance(z.strictObject({ ms }).parse(body).ms),
    revoke: (body) => simulator.revoke(z.strictObject({ user: knownUser }).parse(body).user),
    expire: () => simulator.expireAccessTokens(),
    extended: (body) => {
      simulator.extendedQuota = z.strictObject({ on: z.boolean() }).parse(body).on;
    },
    user: (body) => void simulator.addUser(newUser.parse(body)),
  };

  const reply = async (request: IncomingMessage, url: URL): Promise<Reply> => {
    const name = url.pathname.replace(/^\/_simulator\/?/, '');
    if (request.method === 'GET' && name === '') return jsonReply(200, stateOf(simulator, troubles));
    const command = commands[name];
    if (request.method !== 'POST' || command === undefined) {
      const known = Object.keys(commands).map((one) => `POST /_simulator/${one}`);
      return jsonReply(404, { error: 'Unknown.', known: ['GET /_simulator', ...known] });
    }
    try {
      const text = (await readBody(request)).toString('utf8');
      command(text === '' ? {} : JSON.parse(text));
    } catch (error) {
      const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      return jsonReply(400, { error: message });
    }
    return jsonReply(200, stateOf(simulator, troubles));
  };
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    send(response, await reply(request, url));
  };
}

/** What can be seen of the simulator; no token is. */
function stateOf(simulator: Simulator, troubles: TroublePlan): unknown {
  return {
    now: new Date(simulator.clock.now()).toISOString(),
    consent: simulator.consent,
    extended_quota: simulator.extendedQuota,
    users: simulator.users.map((user) => ({
      id: user.id,
      display_name: user.displayName,
      premium: user.premium,
      on_user_list: user.onUserList,
      player: {
        device: user.player.activeDevice?.name ?? null,
        devices: user.player.devices.map(({ name }) => name),
        item: user.player.item?.name ?? null,
        is_playing: user.player.isPlaying,
        progress_ms: user.player.progressMs,
        context: user.player.contextUri ?? null,
        shuffle: user.player.shuffle,
        repeat: user.player.repeat,
        queue: user.player.queue,
      },
      playlists: user.playlists.list().map(({ name, uri }) => ({ name, uri })),
      plays: user.recentlyPlayed.plays.length,
    })),
    troubles: troubles.describe(),
    requests: simulator.requests
      .slice(-50)
      .map(({ service, method, path, status, user }) => ({ service, method, path, status, user })),
  };
}
