import type { ParityGroup } from './parityRow.ts';
import { peers } from './peers.ts';

/** Safety, the craft of MCP and operation: what no row before has. */
export const beyondServer: readonly ParityGroup[] = [
  {
    title: 'Safety',
    rows: [
      {
        capability: 'Dry run',
        reference: [peers.novalux],
        does: [
          {
            tool: 'spotify_clear_playlist',
            args: { playlist: 'Road trip', dry_run: true },
          },
          {
            rule: 'every change at Spotify but the commands of the player',
            test: 'test/unit/mcp/tools.test.ts',
          },
        ],
      },
      {
        capability: 'Confirmation that fails closed',
        reference: [peers.novalux],
        does: [
          {
            rule: 'destructive tools ask in the client or the editor; without a yes nothing is sent',
            test: 'test/unit/mcp/asking.test.ts',
          },
        ],
      },
      {
        capability: 'Read-only mode',
        reference: [peers.novalux],
        does: [
          { setting: 'readOnly' },
          { cli: 'mcp', options: ['--read-only'] },
          { cli: 'serve', options: ['--read-only'] },
        ],
      },
      {
        capability: 'Record of what was done',
        reference: [peers.novalux],
        notOffered:
          'not every call is recorded; `ops_list_undo` lists the changes of playlists and library that can be taken back, and failures are in the log',
      },
      {
        capability: 'Changes in two phases',
        reference: [peers.stipe],
        does: [
          {
            tool: 'spotify_replace_playlist_items',
            args: { playlist: 'Road trip', uris: ['spotify:track:…'], dry_run: true },
          },
        ],
        note: 'the question to the user shows what the dry run found, and a signed yes fits that call alone',
      },
      {
        capability: 'What became of a change, as a state',
        reference: [peers.martin],
        does: [
          {
            rule: '`outcome` is verified, accepted, partial, unknown, unchanged, planned or declined',
            test: 'test/unit/spotify/writes/runWrite.test.ts',
          },
        ],
      },
      {
        capability: 'What is measured and what is guessed',
        reference: [peers.markand],
        does: [
          { tool: 'spotify_resolve_tracks', args: { lines: ['Paper Lantern'] } },
          { tool: 'spotify_play', args: { query: 'Paper Lantern' } },
          { tool: 'spotify_radio' },
        ],
        note: '`confidence`, `match` and `basis`; answers of the history name their rule in `play_rule`',
      },
    ],
  },
  {
    title: 'The craft of MCP',
    rows: [
      {
        capability: 'Toolsets',
        reference: [peers.gupta, peers.novalux],
        does: [
          { setting: 'toolsets' },
          { cli: 'mcp', options: ['--toolsets'] },
          {
            rule: '`?toolsets=` or `X-MCP-Toolsets` for one request',
            test: 'test/unit/mcp/toolWish.test.ts',
          },
        ],
      },
      {
        capability: 'Titles and annotations on all tools',
        reference: [peers.jamiewCloud],
        does: [{ rule: 'each has a title and all four hints', test: 'test/unit/mcp/tools.test.ts' }],
      },
      {
        capability: 'A limit on the size of descriptions',
        reference: [peers.jamiewCloud],
        does: [
          {
            rule: 'descriptions, definitions and the default set have limits',
            test: 'test/unit/mcp/tools.test.ts',
          },
        ],
      },
      {
        capability: 'Instructions of the server',
        reference: [peers.jamiewCloud],
        does: [{ rule: 'told at the start', test: 'test/protocol/clients.test.ts' }],
      },
      {
        capability: 'Icons',
        reference: [peers.jamiewCloud],
        notOffered: 'the server sends none so far',
      },
      {
        capability: 'Progress',
        reference: [peers.jamiew],
        does: [
          { tool: 'spotify_resolve_tracks', args: { lines: ['Paper Lantern'] } },
          { tool: 'spotify_import_playlist', args: { path: '/home/me/road-trip.csv' } },
          { tool: 'ops_import_export', args: { path: '/home/me/my_spotify_data.zip' } },
        ],
        note: 'and other long work; all of it can be cancelled',
      },
      {
        capability: 'Subscriptions to resources',
        reference: [peers.novalux],
        does: [{ resource: 'spotify://playback/current' }, { resource: 'spotify://queue' }],
      },
      {
        capability: 'A tool that finds tools',
        reference: [peers.novalux],
        notOffered: 'toolsets keep the list short enough to be read',
      },
      {
        capability: 'A limit on the size of answers',
        reference: [peers.novalux],
        does: [{ tool: 'spotify_get_playlist', args: { playlist: 'Road trip', cursor: '…' } }],
        note: 'no answer passes about 25,000 tokens; `next_cursor` goes on',
      },
      {
        capability: 'Compact encoding',
        reference: [peers.akutishevsky],
        notOffered: 'answers are JSON without empty fields, which every client reads',
      },
      {
        capability: 'Exported files as resources',
        reference: [peers.appleMusic],
        notOffered: '`spotify_export_playlist` answers the path, or the text itself with `inline`',
      },
      {
        capability: 'Skills for agents beside the tools',
        reference: [peers.ethan],
        notOffered: 'eight prompts and the instructions of the server take their place',
      },
    ],
  },
  {
    title: 'Operation',
    rows: [
      {
        capability: 'Sign-in with PKCE, without a secret',
        reference: [peers.novalux],
        does: [{ command: 'signIn' }, { cli: 'login' }],
      },
      {
        capability: 'Scopes by what is used',
        reference: [peers.novalux],
        does: [{ setting: 'toolsets' }],
        note: 'a sign-in asks for what the editor and the chosen toolsets need',
      },
      {
        capability: 'Several accounts',
        reference: [peers.novalux],
        does: [
          { tool: 'spotify_get_profile', args: { account: '…' } },
          { command: 'switchAccount' },
          { cli: 'accounts', options: ['--use'] },
        ],
        note: 'every tool takes `account`',
      },
      {
        capability: 'A doctor',
        reference: [peers.novalux],
        does: [{ tool: 'ops_doctor' }, { cli: 'doctor' }],
      },
      {
        capability: 'Encrypted tokens',
        reference: [peers.akutishevsky],
        does: [
          {
            rule: "SecretStorage, the system's keyring or an encrypted file",
            test: 'test/unit/node/vault/encryptedFileVault.test.ts',
          },
        ],
      },
      {
        capability: 'Cache in memory or Redis',
        reference: [peers.n1],
        does: [
          {
            rule: 'in memory and, for the catalogue, on the disk; no Redis, as there is one user',
            test: 'test/unit/spotify/http/reading.test.ts',
          },
        ],
      },
      {
        capability: 'Circuit breaker',
        reference: [peers.n1],
        does: [
          {
            rule: 'nothing is sent for a while after five failures in a row',
            test: 'test/unit/spotify/http/failures.test.ts',
          },
        ],
      },
      {
        capability: 'Metrics',
        reference: [peers.n1],
        notOffered: 'not yet; `backbeat serve` answers `/healthz` and `/readyz` only',
      },
      {
        capability: "A watch over changes of Spotify's API",
        reference: [peers.jamiewCloud],
        notOffered:
          "not at run time; `test/unit/spotify/contract/contract.test.ts` holds the client against Spotify's published API",
      },
      {
        capability: 'Set-up that hands out a configuration',
        reference: [peers.darren],
        does: [{ command: 'copyMcpConfiguration' }],
        note: 'for other clients; VS Code needs none',
      },
      {
        capability: 'Bundle for one click',
        reference: [peers.bundle],
        notOffered: 'the extension holds all that VS Code needs; there is no bundle for other clients so far',
      },
      {
        capability: 'HTTP for many users',
        reference: [peers.akutishevsky],
        notOffered:
          '`backbeat serve` listens on 127.0.0.1 alone, as history and tokens are those of one person on one machine',
      },
      {
        capability: 'Attribution',
        reference: [peers.novalux],
        does: [
          {
            rule: 'things come with their address on open.spotify.com',
            test: 'test/unit/spotify/spotifyReference.test.ts',
          },
        ],
        note: 'the instructions of the server ask to name Spotify as the source',
      },
    ],
  },
];
