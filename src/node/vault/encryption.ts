import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

/**
 * Layout: magic (4 bytes), version (1), salt (16), nonce (12), tag (16), encrypted text. All before the tag is
 * authenticated with the text, so that neither can be changed.
 */
const magic = Buffer.from('BKBT');
const version = 1;
const saltAt = magic.length + 1;
const nonceAt = saltAt + 16;
const tagAt = nonceAt + 12;
const authTagLength = 16;
const textAt = tagAt + authTagLength;
const cipherName = 'aes-256-gcm';

/** A secret as the user gives it: a key of 256 bits, or a passphrase that one is derived from. */
export type KeyMaterial = { readonly key: Buffer } | { readonly passphrase: string };

/** 32 bytes as hex or base64 are a key; everything else is a passphrase. */
export function keyMaterialOf(text: string): KeyMaterial {
  const trimmed = text.trim();
  if (/^[\da-f]{64}$/i.test(trimmed)) return { key: Buffer.from(trimmed, 'hex') };
  if (/^[\w+/-]{43}=?$/.test(trimmed)) return { key: Buffer.from(trimmed, 'base64') };
  return { passphrase: trimmed };
}

/** What is encrypted cannot be read: another key, a changed file, or no file of ours. */
export class DecryptionError extends Error {
  readonly problem: 'format' | 'version' | 'key';
  constructor(problem: DecryptionError['problem'], options?: ErrorOptions) {
    super(`cannot be decrypted: ${problem}`, options);
    this.name = 'DecryptionError';
    this.problem = problem;
  }
}

/** AES-256-GCM with a random nonce for each text. Derived keys are kept: deriving is slow on purpose. */
export class Encryption {
  readonly #material: KeyMaterial;
  readonly #derived = new Map<string, Promise<Buffer>>();
  #salt: Buffer | undefined;

  constructor(material: KeyMaterial) {
    this.#material = material;
  }

  async encrypt(text: string): Promise<Buffer> {
    this.#salt ??= randomBytes(nonceAt - saltAt);
    const nonce = randomBytes(tagAt - nonceAt);
    const header = Buffer.concat([magic, Buffer.of(version), this.#salt, nonce]);
    const cipher = createCipheriv(cipherName, await this.#key(this.#salt), nonce, { authTagLength }).setAAD(
      header,
    );
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([header, cipher.getAuthTag(), body]);
  }

  /** @throws DecryptionError */
  async decrypt(bytes: Buffer): Promise<string> {
    if (bytes.length < textAt || !bytes.subarray(0, magic.length).equals(magic)) {
      throw new DecryptionError('format');
    }
    if (bytes[magic.length] !== version) throw new DecryptionError('version');
    const salt = bytes.subarray(saltAt, nonceAt);
    const nonce = bytes.subarray(nonceAt, tagAt);
    const decipher = createDecipheriv(cipherName, await this.#key(salt), nonce, { authTagLength })
      .setAAD(bytes.subarray(0, tagAt))
      .setAuthTag(bytes.subarray(tagAt, textAt));
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(textAt)), decipher.final()]).toString(
        'utf8',
      );
      this.#salt = Buffer.from(salt);
      return text;
    } catch (error) {
      throw new DecryptionError('key', { cause: error });
    }
  }

  #key(salt: Buffer): Promise<Buffer> {
    if ('key' in this.#material) return Promise.resolve(this.#material.key);
    const name = salt.toString('hex');
    const derived = this.#derived.get(name) ?? derive(this.#material.passphrase, salt);
    this.#derived.set(name, derived);
    return derived;
  }
}

function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
    scrypt(passphrase.normalize('NFKC'), salt, 32, cost, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
