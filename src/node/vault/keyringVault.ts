import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Logger } from '../../core/ports.ts';
import type { CredentialVault } from '../../core/spotify/credentials.ts';
import { replaceFile } from './atomicFile.ts';
import { documentVault } from './documentVault.ts';
import { guardedSecrets, secretsError } from './secretsError.ts';
import { inTurn, type Turn } from './turns.ts';
import { watchedFile } from './watchedFile.ts';

/** The system's keyring: short texts by name. */
export interface Keyring {
  get(name: string): Promise<string | undefined>;
  set(name: string, text: string): Promise<void>;
  /** Does nothing if there is none of that name. */
  remove(name: string): Promise<void>;
}

export interface KeyringVaultOptions {
  readonly keyring: Keyring;
  /** Name of the index entry, and the begin of those of the parts. */
  readonly entry: string;
  /** Written after every change, without a secret: other processes watch it, and it tells where the secrets are. */
  readonly markerPath: string;
  readonly logger: Logger;
}

/** Windows takes 2560 bytes in UTF-16 for one entry. */
const partLength = 1200;

const indexSchema = z.object({ generation: z.string(), parts: z.int().min(1).max(1000) });
type Index = z.output<typeof indexSchema>;

/**
 * A vault in the system's keyring: an index entry and numbered parts. A change writes parts of a new generation,
 * then the index, then removes the old parts: whoever reads finds one or the other whole.
 */
export function keyringVault(options: KeyringVaultOptions): CredentialVault {
  const { keyring, entry: name, markerPath, logger } = options;
  const partName = ({ generation }: Index, part: number): string => `${name}.${generation}.${part}`;

  const readIndex = async (): Promise<Index | undefined> => {
    const text = await keyring.get(name);
    return text === undefined ? undefined : indexSchema.parse(JSON.parse(text));
  };
  /** `undefined` if a part is missing: another process has just written a new generation. */
  const readParts = async (index: Index): Promise<string | undefined> => {
    let text = '';
    for (let part = 0; part < index.parts; part++) {
      const piece = await keyring.get(partName(index, part));
      if (piece === undefined) return undefined;
      text += piece;
    }
    return text;
  };

  const removeParts = async (index: Index): Promise<void> => {
    for (let part = 0; part < index.parts; part++) await keyring.remove(partName(index, part));
  };
  const write = async (turn: Turn, text: string): Promise<void> => {
    const old = await readIndex();
    const pieces = asciiJson(text).match(new RegExp(`.{1,${partLength}}`, 'gs')) ?? [''];
    const index: Index = { generation: randomBytes(4).toString('hex'), parts: pieces.length };
    for (const [part, piece] of pieces.entries()) await keyring.set(partName(index, part), piece);
    try {
      await turn.check();
    } catch (error) {
      await removeParts(index);
      throw error;
    }
    await keyring.set(name, JSON.stringify(index));
    if (old !== undefined) await removeParts(old);
    // It is written already: who lost the turn now has nothing to do again.
    await replaceFile(markerPath, Buffer.from(`${index.generation}\n`));
  };

  return documentVault({
    read: () =>
      guard(async () => {
        for (let round = 0; round < 3; round++) {
          const index = await readIndex();
          if (index === undefined) return undefined;
          const text = await readParts(index);
          if (text !== undefined) return text;
        }
        throw secretsError(
          'A part of the stored sign-ins is missing in the keyring.',
          `Remove the entry ${name} of the service ${service} from the keyring and sign in again.`,
        );
      }),
    alone: (work) => guard(() => inTurn(`${markerPath}.turns`, (turn) => work((text) => write(turn, text)))),
    onChanged: (listener) => {
      mkdirSync(dirname(markerPath), { recursive: true, mode: 0o700 });
      return watchedFile(markerPath, listener, logger);
    },
  });
}

/** The entry of a data directory: directories of their own have sign-ins of their own. @param dataDir absolute */
export function keyringEntry(dataDir: string): string {
  return `sign-ins-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
}

/** The same JSON without a character that takes more than one unit: a cut between two of them hurts none. */
function asciiJson(text: string): string {
  return text.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Under which the entries stand in the keyring. */
export const service = 'backbeat';

function guard<T>(work: () => Promise<T>): Promise<T> {
  return guardedSecrets(
    'The keyring of the system cannot be used.',
    'Unlock it and try again, or set TOKEN_ENCRYPTION_KEY to keep the sign-ins in an encrypted file.',
    work,
  );
}
