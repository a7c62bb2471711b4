import type { ParityGroup } from './parityRow.ts';
import { peers } from './peers.ts';

/** Player, queue and search: what no row before has. */
export const beyondPlayer: readonly ParityGroup[] = [
  {
    title: 'Playback',
    rows: [
      {
        capability: 'Play by free words or by the name of a playlist',
        reference: [peers.novalux],
        does: [
          { tool: 'spotify_play', args: { query: 'my road trip playlist' } },
          { command: 'searchAndPlay' },
        ],
        note: 'the answer says how well it fits and what else it could be',
      },
      {
        capability: 'Volume by steps',
        reference: [peers.marcel],
        does: [
          { tool: 'spotify_control', args: { action: 'volume', volume_by: -10 } },
          { command: 'volumeUp' },
          { command: 'volumeDown' },
        ],
      },
      {
        capability: 'Several commands in one call',
        reference: [peers.iceener],
        notOffered:
          'one command a call, since Spotify does not promise the order of commands that follow each other; each is looked after before the next',
      },
      {
        capability: 'Look whether a command was carried out',
        reference: [peers.jamiew],
        does: [{ tool: 'spotify_control', args: { action: 'pause' } }],
        note: '`outcome` is verified, accepted or unknown',
      },
      {
        capability: 'Open the desktop app',
        reference: [peers.darren],
        does: [{ command: 'openInSpotify' }],
        note: 'opens what plays; agents have no tool for it',
      },
      {
        capability: 'Wake a device that waits',
        reference: [peers.marcel],
        does: [{ tool: 'spotify_play', args: { query: 'Paper Lantern', device: 'Kitchen' } }],
        note: 'one that Spotify lists; without `device` the only one that waits',
      },
      {
        capability: 'Hand over to another device',
        reference: [peers.novalux],
        does: [
          { tool: 'spotify_control', args: { action: 'transfer', device: 'Phone' } },
          { command: 'chooseDevice' },
        ],
      },
      {
        capability: 'Scenes',
        reference: [peers.novalux],
        notOffered:
          'nothing keeps sets of device, volume and playlist; `spotify_play` takes a device and shuffle',
      },
      {
        capability: 'Wind down',
        reference: [peers.novalux],
        notOffered: 'nothing lowers the volume over time',
      },
      {
        capability: 'AirPlay speakers',
        reference: [peers.appleMusic],
        notOffered: 'not Spotify, whose Web API reaches devices on which Spotify runs',
      },
      {
        capability: 'Sonos groups',
        reference: [peers.lfm],
        notOffered: 'not Spotify; a speaker that Spotify lists is a device as any other',
      },
    ],
  },
  {
    title: 'Queue',
    rows: [
      {
        capability: 'Add many things to the queue',
        reference: [peers.markand],
        notOffered:
          'Spotify takes one a request and cannot take it back; `spotify_control` queues one a call, or starts up to 100 in order with `uris`',
      },
      {
        capability: 'Add a playlist to the queue',
        reference: [peers.gupta],
        notOffered: 'Spotify takes one item a request; `spotify_control` starts the playlist as `context`',
      },
      {
        capability: 'Build a queue',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_control',
            args: { action: 'start', uris: ['spotify:track:…', 'spotify:track:…'] },
          },
        ],
        note: 'starts them in this order, in place of what plays',
      },
    ],
  },
  {
    title: 'Search',
    rows: [
      {
        capability: 'Filters by field',
        reference: [peers.jamiew],
        does: [
          {
            tool: 'spotify_search',
            args: { queries: [{ artist: 'Tin Observatory', year: '2019-2021' }] },
          },
        ],
        note: '`artist`, `track`, `album`, `year`, `genre`, `isrc`, `upc` and `tag`',
      },
      {
        capability: 'Several questions at once',
        reference: [peers.iceener],
        does: [{ tool: 'spotify_search', args: { queries: [{ text: 'lantern' }, { text: 'harbour' }] } }],
        note: 'up to 10, each with its own error',
      },
      {
        capability: 'A song from a vague description',
        reference: [peers.gupta],
        does: [
          {
            tool: 'spotify_search',
            args: { queries: [{ text: 'lantern song' }, { text: 'paper light', year: '2015-2020' }] },
          },
        ],
        note: 'the agent makes questions of the description; lyrics are not searched',
      },
      {
        capability: 'Suggestions while typing',
        reference: [peers.appleMusic],
        notOffered:
          'Spotify has no such operation; arguments of prompts and addresses of resources are completed from the own history, playlists and library',
      },
      {
        capability: 'Past searches',
        reference: [peers.novalux],
        notOffered: 'what was searched for is not recorded',
      },
    ],
  },
];
