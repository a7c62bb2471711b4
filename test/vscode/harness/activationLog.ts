import { glob, readFile } from 'node:fs/promises';

/** That an extension was activated, and by what. */
export interface Activation {
  readonly extensionId: string;
  /** Such as 'onMcpCollection:backbeat', 'onCommand:…' or 'api' where somebody asked for it in code. */
  readonly event: string;
  readonly at: Date;
}

const line =
  /^(\S+ \S+) \[info\] ExtensionService#_doActivateExtension ([^,]+), .*activationEvent: '([^']+)'/;

/** All activations that the extension hosts of a session have logged, oldest first. */
export async function readActivations(userDataDir: string): Promise<Activation[]> {
  const activations: Activation[] = [];
  for await (const file of glob('logs/**/remoteexthost.log', { cwd: userDataDir })) {
    const text = await readFile(`${userDataDir}/${file}`, 'utf8');
    for (const entry of text.split('\n')) {
      const [, at, extensionId, event] = line.exec(entry) ?? [];
      if (at && extensionId && event) activations.push({ extensionId, event, at: new Date(at) });
    }
  }
  return activations.sort((a, b) => a.at.getTime() - b.at.getTime());
}
