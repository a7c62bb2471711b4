import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deferred } from '../../fixtures/deferred.ts';
import { clientKinds, type TestClient, type UserAnswer } from '../../protocol/clients.ts';
import { openMcpBed, type McpBed, type McpBedOptions } from './mcpBed.ts';

let bed: McpBed;
const questions: string[] = [];
const open = async (options: McpBedOptions = {}): Promise<void> => {
  bed = await openMcpBed({ toolsets: ['library'], ...options });
  questions.length = 0;
};
beforeEach(() => {
  questions.length = 0;
});
afterEach(() => bed.close());

const userWho = (answer: UserAnswer) => ({
  onQuestion: (message: string) => {
    questions.push(message);
    return answer;
  },
});

/** Something that Ada has saved. */
const savedUri = (): string => {
  const [first] = bed.user.library.list('track');
  if (first === undefined) throw new Error('Ada has no saved tracks.');
  return first.uri;
};
const remove = (client: TestClient, args: Record<string, unknown> = {}) =>
  client.callTool('spotify_remove_from_library', { uris: [savedUri()], ...args });
const writes = (): readonly string[] => bed.newRequests().filter((line) => !line.startsWith('GET '));

describe.each(clientKinds)('a tool that takes something away, through a %s client', (kind) => {
  it('is carried out when the user agrees', async () => {
    await open();
    const uri = savedUri();
    const { structuredContent, isError } = await remove(await bed.connect(kind, userWho('yes')));
    expect(isError).toBeFalsy();
    expect(structuredContent).toMatchObject({ outcome: 'verified', undo_id: expect.any(String) as string });
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatch(/remove/i);
    expect(bed.user.library.has(uri)).toBe(false);
  });

  it.each(['no', 'decline', 'cancel'] as const)('changes nothing after %s, and asks once', async (answer) => {
    await open();
    const uri = savedUri();
    const { structuredContent, isError } = await remove(await bed.connect(kind, userWho(answer)), {
      confirm: true,
    });
    expect(isError).toBeFalsy();
    expect(structuredContent).toMatchObject({ outcome: 'declined' });
    expect(questions).toHaveLength(1);
    expect(writes()).toEqual([]);
    expect(bed.user.library.has(uri)).toBe(true);
  });
});

describe('the question', () => {
  const linked = 'Mix [free](command:workbench.action.quit)';
  const removeFirst = (client: TestClient) => {
    const playlist = bed.user.playlists.byName('Morning Coffee');
    const [first] = playlist?.entries ?? [];
    if (playlist === undefined || first?.uri === undefined) throw new Error('Ada has no such playlist.');
    playlist.name = linked;
    return client.callTool('spotify_remove_playlist_items', { playlist: playlist.uri, uris: [first.uri] });
  };

  it('is answered by words that are read as they stand, and is a no unless they are changed', async () => {
    await open();
    let form: unknown;
    const client = await bed.connect('v2 modern', {
      onQuestion: (message, requestedSchema) => {
        questions.push(message);
        form = requestedSchema;
        return 'no';
      },
    });
    await remove(client);
    expect(form).toMatchObject({
      properties: { answer: { enum: ['Yes, do it', 'No, leave it'], default: 'No, leave it' } },
      required: ['answer'],
    });
  });

  it('never makes a link of a name, in the client as in the editor', async () => {
    await open({ toolsets: ['playlists'] });
    await removeFirst(await bed.connect('v1', userWho('no')));
    const inClient = questions[0];
    await bed.close();
    await open({
      toolsets: ['playlists'],
      askInEditor: ({ summary }) => {
        questions.push(summary);
        return Promise.resolve(false);
      },
    });
    await removeFirst(await bed.connect());
    for (const question of [inClient, questions[0]]) {
      expect(question).toContain('Mix [free]');
      expect(question).not.toContain('](');
    }
  });
});

describe('a tool that takes something away, where the client cannot ask', () => {
  it('says what it would do and how to go on', async () => {
    await open();
    const answer = await remove(await bed.connect());
    expect(answer.isError).toBe(true);
    expect(answer.content[0]?.text).toMatch(/user has to agree.*confirm: true/s);
    expect(writes()).toEqual([]);
  });

  it('goes by confirm: true', async () => {
    await open();
    const { structuredContent } = await remove(await bed.connect(), { confirm: true });
    expect(structuredContent).toMatchObject({ outcome: 'verified' });
  });

  it.each([
    [true, 'verified'],
    [false, 'declined'],
  ])('asks in the editor, and goes by its answer %s whatever confirm says', async (said, outcome) => {
    const asked: string[] = [];
    await open({
      askInEditor: ({ summary }) => {
        asked.push(summary);
        return Promise.resolve(said);
      },
    });
    const { structuredContent } = await remove(await bed.connect(), { confirm: true });
    expect(structuredContent).toMatchObject({ outcome });
    expect(asked).toHaveLength(1);
    expect(writes()).toHaveLength(said ? 1 : 0);
  });

  it('does nothing for a caller that went away while the question stood open', async () => {
    const asked = deferred<undefined>();
    const said = deferred<boolean>();
    await open({
      askInEditor: () => {
        asked.resolve(undefined);
        return said.promise;
      },
    });
    const client = await bed.connect('v1');
    const leaving = new AbortController();
    const call = client.callTool(
      'spotify_remove_from_library',
      { uris: [savedUri()] },
      { signal: leaving.signal },
    );
    await asked.promise;
    leaving.abort();
    await expect(call).rejects.toThrow();
    // The cancellation is a message of its own: once a later one is answered, it has arrived.
    await client.listTools();
    said.resolve(true);
    await client.listTools();
    expect(writes()).toEqual([]);
  });
});

describe('a yes', () => {
  const playlistNamed = (name: string) => {
    const playlist = bed.user.playlists.byName(name);
    if (playlist === undefined) throw new Error(`Ada has no playlist ${name}.`);
    return playlist;
  };
  const urisOf = (name: string): string[] => playlistNamed(name).entries.map(({ uri }) => uri ?? '');
  /** Removes the first item of a playlist, so that there is something to undo. */
  const removeFirst = async (name: string): Promise<void> => {
    const { outcome } = await bed.api.call('spotify.removePlaylistItems', {
      playlist: playlistNamed(name).uri,
      uris: urisOf(name).slice(0, 1),
    });
    expect(outcome).toBe('verified');
  };

  it.each(clientKinds)(
    'to what is another change by then changes nothing, through a %s client',
    async (kind) => {
      await open({ toolsets: ['playlist_power'] });
      const name = 'Morning Coffee';
      const client = await bed.connect(kind, {
        onQuestion: (message) => {
          questions.push(message);
          const [track] = bed.simulator.catalogue.tracks;
          if (questions.length === 1) playlistNamed(name).insert([track?.uri ?? ''], 0, 0, bed.user.id);
          return 'yes';
        },
      });
      const clear = () => client.callTool('spotify_clear_playlist', { playlist: name });
      const { isError, content } = await clear();
      expect(questions[0]).toContain('12 items');
      expect(isError).toBe(true);
      expect(content[0]?.text).toMatch(/no longer what the user was asked.*asked anew/s);
      expect(urisOf(name)).toHaveLength(13);
      expect((await clear()).structuredContent).toMatchObject({ outcome: 'verified' });
      expect(questions[1]).toContain('13 items');
    },
  );

  it.each(clientKinds)(
    'to an undo is about the change that was asked about, through a %s client',
    async (kind) => {
      await open({ toolsets: ['ops'] });
      const [asked, later] = ['Morning Coffee', 'Deep Work'];
      const before = urisOf(asked);
      await removeFirst(asked);
      const client = await bed.connect(kind, {
        onQuestion: async (message) => {
          questions.push(message);
          await removeFirst(later);
          return 'yes' as const;
        },
      });
      const { structuredContent } = await client.callTool('ops_undo');
      expect(questions[0]).toContain(asked);
      expect(structuredContent).toMatchObject({ outcome: 'verified' });
      expect(urisOf(asked)).toEqual(before);
    },
  );

  it.each(clientKinds)('counts for the account that was in use, through a %s client', async (kind) => {
    await open();
    const other = bed.simulator.addUser({ id: 'grace-hopper', displayName: 'Grace' });
    const uri = savedUri();
    other.library.save(uri, 0);
    await bed.signIn(other.id);
    await bed.api.call('accounts.use', { account: bed.user.id });
    const client = await bed.connect(kind, {
      onQuestion: async () => {
        await bed.api.call('accounts.use', { account: other.id });
        return 'yes' as const;
      },
    });
    const { structuredContent } = await client.callTool('spotify_remove_from_library', { uris: [uri] });
    expect(structuredContent).toMatchObject({ outcome: 'verified' });
    expect(bed.user.library.has(uri)).toBe(false);
    expect(other.library.has(uri)).toBe(true);
  });

  it('of the agent names the change that it is about', async () => {
    await open({ toolsets: ['ops'] });
    await removeFirst('Morning Coffee');
    const { content } = await (await bed.connect()).callTool('ops_undo');
    const { changes } = await bed.api.call('spotify.listUndo', {});
    expect(content[0]?.text).toContain(`confirm: true and undo_id: ${changes[0]?.undo_id ?? ''}`);
  });
});

describe('that there is nothing to do', () => {
  it('is never said of a playlist as it was some minutes ago', async () => {
    await open({ toolsets: ['playlist_power'] });
    const playlist = bed.user.playlists.create({ name: 'On the way' });
    const client = await bed.connect('v2 modern', userWho('yes'));
    const clear = () => client.callTool('spotify_clear_playlist', { playlist: playlist.uri });
    expect((await clear()).structuredContent).toMatchObject({ outcome: 'unchanged' });
    const [track] = bed.simulator.catalogue.tracks;
    playlist.insert([track?.uri ?? ''], 0, 0, bed.user.id);
    expect((await clear()).structuredContent).toMatchObject({ outcome: 'verified' });
    expect(playlist.entries).toEqual([]);
  });

  it('is never said of the library as it was some minutes ago', async () => {
    await open();
    const uri = savedUri();
    bed.user.library.remove(uri);
    const client = await bed.connect('v2 modern', userWho('yes'));
    const again = () => client.callTool('spotify_remove_from_library', { uris: [uri] });
    expect((await again()).structuredContent).toMatchObject({ outcome: 'unchanged' });
    bed.user.library.save(uri, 0);
    expect((await again()).structuredContent).toMatchObject({ outcome: 'verified' });
    expect(bed.user.library.has(uri)).toBe(false);
  });
});

describe('a dry run', () => {
  it('asks nobody and changes nothing', async () => {
    await open();
    const client = await bed.connect('v2 modern', userWho('yes'));
    const { structuredContent } = await remove(client, { dry_run: true });
    expect(structuredContent).toMatchObject({ outcome: 'planned' });
    expect(questions).toEqual([]);
    expect(writes()).toEqual([]);
  });
});
