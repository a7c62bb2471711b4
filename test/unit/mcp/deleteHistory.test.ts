import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientKinds, type ClientKind, type TestClient, type UserAnswer } from '../../protocol/clients.ts';
import { expectError } from './everyTool/answerChecks.ts';
import { eveningsFile, readEvenings } from './everyTool/evenings.ts';
import { openMcpBed, type McpBed } from './mcpBed.ts';

let bed: McpBed;
let questions: string[];
beforeEach(async () => {
  bed = await openMcpBed({ toolsets: ['ops'], files: eveningsFile });
  await readEvenings(bed);
  questions = [];
});
afterEach(() => bed.close());

/** A client whose user answers so, and takes a while over it. */
const connect = (
  kind: ClientKind,
  answer: UserAnswer,
  meanwhile?: () => Promise<unknown>,
): Promise<TestClient> =>
  bed.connect(kind, {
    onQuestion: async (message) => {
      questions.push(message);
      await meanwhile?.();
      return answer;
    },
  });
const remove = (client: TestClient) => client.callTool('ops_delete_history', { account: bed.user.id });
const listens = async (): Promise<readonly number[]> =>
  (await bed.api.call('app.status', {})).accounts.map((account) => account.listens);

describe.each(clientKinds)('ops_delete_history, through a %s client', (kind) => {
  it('deletes after a yes to what it says', async () => {
    const { structuredContent } = await remove(await connect(kind, 'yes'));
    expect(questions).toEqual([
      expect.stringMatching(
        /"ada-lovelace": 36 rows, 1 import, 5 tracks and 4 artists.*cannot be brought back/,
      ),
    ]);
    expect(structuredContent).toMatchObject({ outcome: 'verified', removed: { listens: 36 } });
    expect(structuredContent).not.toHaveProperty('undo_id');
    expect(await listens()).toEqual([]);
  });

  it.each(['no', 'decline', 'cancel'] as const)('deletes nothing after %s, and asks once', async (answer) => {
    const { structuredContent } = await remove(await connect(kind, answer));
    expect(structuredContent).toMatchObject({ outcome: 'declined' });
    expect(questions).toHaveLength(1);
    expect(await listens()).toEqual([36]);
  });

  it('deletes nothing where there is more by the time of the yes, and asks anew', async () => {
    const client = await connect(kind, 'yes', async () => {
      if (questions.length === 1) await bed.api.call('collector.syncNow', {});
    });
    expect(expectError(await remove(client))).toMatch(/no longer what the user was asked about.*asked anew/s);
    expect(await listens()).toEqual([86]);
    await remove(client);
    expect(questions[1]).toContain('86 rows');
    expect(await listens()).toEqual([]);
  });
});

describe('a dry run of ops_delete_history', () => {
  it('says what would go, asks nobody and deletes nothing', async () => {
    const client = await connect('v2 modern', 'yes');
    const { structuredContent } = await client.callTool('ops_delete_history', {
      ...{ account: bed.user.id, dry_run: true },
    });
    expect(structuredContent).toMatchObject({ outcome: 'planned', removed: { listens: 36, imports: 1 } });
    expect(questions).toEqual([]);
    expect(await listens()).toEqual([36]);
  });
});

describe('after a deletion', () => {
  it('the account is collected anew, from the beginning of what Spotify keeps', async () => {
    await bed.api.call('collector.syncNow', {});
    await remove(await connect('v2 modern', 'yes'));
    const { accounts } = await bed.api.call('collector.syncNow', {});
    expect(accounts).toMatchObject([{ outcome: 'success', inserted: 50 }]);
    expect(await listens()).toEqual([50]);
  });
});
