import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { ToolCase } from './toolCase.ts';

/** A process that runs tools with no MCP around them. */
export interface ToolWorker {
  /** Runs it once; ms. */
  time(toolCase: ToolCase): Promise<number>;
  stop(): Promise<void>;
}

export function startToolWorker(script: string, env: Readonly<Record<string, string>>): ToolWorker {
  const child = fork(script, { env: { ...process.env, ...env } });
  const ended = once(child, 'exit');
  return {
    time: async (toolCase) => {
      const answered = once(child, 'message') as Promise<[number]>;
      child.send(toolCase);
      const failed = ended.then(() => {
        throw new Error(`${toolCase.tool} failed without a server`);
      });
      const [time] = await Promise.race([answered, failed]);
      return time;
    },
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
