import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnyTool } from '../../../../src/core/mcp/defineTool.ts';
import { tools } from '../../../../src/core/mcp/tools/index.ts';
import { scopes } from '../../../../src/core/spotify/scopes.ts';
import type { TestClient, ToolAnswer } from '../../../protocol/clients.ts';
import { openMcpBed, type McpBed, type McpBedOptions } from '../mcpBed.ts';
import { expectAnswer, expectError } from './answerChecks.ts';
import { isNever, type Args, type Failure, type ToolCases } from './toolCases.ts';

const minuteMs = 60_000;
/** Longer than a wait that the client sits out. */
const retryAfterSeconds = 600;
/** What ends the requests of a family, and how it is told. */
const closings = [
  ['429', /takes no more requests.*until \d{4}-\d\d-\d\d \d\d:\d\d/s],
  ['quota', /quota.*used up until \d{4}-\d\d-\d\d \d\d:\d\d/s],
] as const;

/** Tries every tool of a table over HTTP against the simulator, in all the ways that the table says. */
export function describeTools(table: readonly ToolCases[], options: McpBedOptions = {}): void {
  let bed: McpBed;
  let client: TestClient;
  /** How many requests there were before the call. */
  let before: number;
  beforeEach(async () => {
    bed = await openMcpBed(options);
    client = await bed.connect();
  });
  afterEach(() => bed.close());

  describe.each(table.map((cases) => [cases.tool, cases] as const))('%s', (_name, cases) => {
    const tool = toolNamed(cases.tool);
    const [first] = cases.success;
    const call = (args: Args): Promise<ToolAnswer> => client.callTool(cases.tool, args);

    /** Prepares what a failure needs, and gives the call that meets it. */
    const prepared = async (failure: Failure): Promise<() => Promise<ToolAnswer>> => {
      await (failure.args === undefined ? first : failure).prepare?.(bed);
      if (failure.args === undefined) await failure.prepare?.(bed);
      const args = (failure.args ?? first.args)(bed);
      begin();
      return () => call(args);
    };
    /** Checks what a call under trouble says, and gives the words. */
    const expectFailure = (answer: ToolAnswer, { says, shows }: Failure, means: RegExp = /./): string => {
      if (shows === undefined) {
        const text = expectError(answer);
        expect(text).toMatch(says ?? means);
        return text;
      }
      const structure = expectAnswer(tool, answer);
      const text = JSON.stringify(structure);
      if (shows instanceof RegExp) expect(text).toMatch(shows);
      else expect(structure).toMatchObject(shows);
      expect(text).toMatch(says ?? means);
      return text;
    };

    it.each(cases.success.map((one) => [one.does, one] as const))('%s', async (_, success) => {
      const { prepare, args, shows, then } = success;
      await prepare?.(bed);
      const given = args(bed);
      begin();
      const answer = expectAnswer(tool, await call(given));
      expect(answer).toMatchObject(shows(bed));
      await then?.(bed, answer);
      if (isNever(cases.limit)) expect(bed.newRequests()).toEqual([]);
      if (tool.annotations.readOnlyHint) expect(changesOf(bed)).toEqual([]);
    });

    if ('dry_run' in tool.input.shape) {
      it('only says in a dry run what it would do', async () => {
        await first.prepare?.(bed);
        const given = { ...first.args(bed), dry_run: true };
        begin();
        const { outcome, summary, ...rest } = expectAnswer(tool, await call(given));
        expect({ outcome, summary }).toEqual({
          outcome: 'planned',
          summary: expect.stringMatching(/\.$/) as string,
        });
        // Nothing was kept; the id that ops_undo answers is that of the change it would take back.
        if (tool.name !== 'ops_undo') expect(rest).not.toHaveProperty('undo_id');
        expect(changesOf(bed)).toEqual([]);
      });
    }

    it('refuses wrong arguments and sends nothing', async () => {
      await first.prepare?.(bed);
      const valid = first.args(bed);
      bed.newRequests();
      const unknown = expectError(await call({ ...valid, surprise: 1 }));
      expect(unknown).toContain('Unknown argument "surprise"');
      for (const name of Object.keys(tool.input.shape)) expect(unknown).toContain(name);
      for (const { args, says } of isNever(cases.wrong) ? [] : cases.wrong) {
        const given = typeof args === 'function' ? args(bed) : args;
        expect(expectError(await call(given)), JSON.stringify(given)).toMatch(says);
      }
      expect(bed.newRequests()).toEqual([]);
    });

    if (!isNever(cases.notFound)) {
      const { notFound } = cases;
      it('says what there is not, and what to do', async () => {
        const again = await prepared(notFound);
        expectFailure(await again(), notFound);
        expect(changesOf(bed)).toEqual([]);
      });
    }

    if (!isNever(cases.permission)) {
      const { permission } = cases;
      it(`names the permission ${permission.scope} where it is lacking`, async () => {
        const again = await prepared(permission);
        await bed.signIn(
          bed.user.id,
          scopes.filter((scope) => scope !== permission.scope),
        );
        expectFailure(await again(), permission, new RegExp(permission.scope));
        expect(changesOf(bed)).toEqual([]);
      });

      it('names it also where Spotify is the one that refuses', async () => {
        const again = await prepared(permission);
        const match = permission.refused === undefined ? {} : { match: permission.refused };
        bed.simulator.troubles.always({ kind: '403', reason: 'insufficientScope' }, match);
        expectFailure(await again(), permission, /permission.*(?:user|playlist|ugc)-[a-z-]+ \(to /s);
      });
    }

    if (!isNever(cases.limit)) {
      const { limit } = cases;
      it('says that the sign-in has ended', async () => {
        const again = await prepared(limit);
        bed.simulator.revoke(bed.user.id);
        expectFailure(await again(), { ...limit, says: /sign(?:ed)? in/i });
        expect(changesOf(bed)).toEqual([]);
      });

      it('says how long a limit or a used-up quota lasts, and sends nothing until then', async () => {
        const again = await prepared(limit);
        const { troubles, clock } = bed.simulator;
        for (const [kind, means] of closings) {
          troubles.always({ kind, retryAfterSeconds });
          expectFailure(await again(), limit, means);
          troubles.clear();
          bed.newRequests();
          clock.advance((retryAfterSeconds * 1000) / 2);
          expectFailure(await again(), limit, means);
          expect(bed.newRequests()).toEqual([]);
          clock.advance((retryAfterSeconds * 1000) / 2 + minuteMs);
        }
        expect((await again()).isError ?? false).toBe(false);
      });
    }

    if (!isNever(cases.partial)) {
      const { partial } = cases;
      it('answers the rest where a part fails, and names what failed', async () => {
        const again = await prepared(partial);
        const { trouble } = partial;
        if (trouble !== undefined) bed.simulator.troubles.always(trouble.kind, { match: trouble.match });
        expectFailure(await again(), partial);
      });
    }
  });

  function begin(): void {
    bed.newRequests();
    before = bed.simulator.requests.length;
  }

  /** What Spotify was asked to change since, and did not refuse. */
  function changesOf({ simulator }: McpBed): readonly string[] {
    return simulator.requests
      .slice(before)
      .filter(({ service, method, status }) => service === 'api' && method !== 'GET' && status < 400)
      .map(({ method, path }) => `${method} ${path}`);
  }
}

function toolNamed(name: string): AnyTool {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) throw new Error(`There is no tool ${name}.`);
  return tool;
}
