import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { ConfigError } from '../../core/errors.ts';
import type { ListenerOptions } from './httpListener.ts';
import { loopbackClients, type AllowedClients } from './requestGuard.ts';

/** Where `backbeat serve` listens, as its options say. */
export interface BindingOptions {
  readonly host: string;
  /** Paths of PEM files. */
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  /** Address at which a proxy offers this server, such as `https://music.example`. */
  readonly behindProxy?: string;
}

export interface Binding extends Pick<ListenerOptions, 'address' | 'tls' | 'allowed'> {
  /** What clients put before the path, given the port. */
  readonly origin: (port: number) => string;
}

/**
 * Works out what to listen on, and by which names clients may call it. Beyond this machine nothing is served in the
 * clear: there the bearer token would be anybody's who can listen in.
 * @throws ConfigError
 */
export function bindingOf({ host, tlsCert, tlsKey, behindProxy }: BindingOptions): Binding {
  const address = host.toLowerCase() === 'localhost' ? '127.0.0.1' : host;
  const proxy = behindProxy === undefined ? undefined : proxyOrigin(behindProxy);
  const tls = tlsCert === undefined && tlsKey === undefined ? undefined : tlsOf(tlsCert, tlsKey);
  if (!isLoopback(address) && tls === undefined && proxy === undefined) {
    throw new ConfigError(`${host} is not this machine alone, and nothing protects the way to it.`, {
      hint: 'Give a certificate with --tls-cert and --tls-key, or name the HTTPS proxy in front with --behind-proxy https://…',
    });
  }
  const known = [
    loopbackClients,
    ...(tls === undefined ? [] : [certifiedClients(tls.certificate)]),
    ...(proxy === undefined ? [] : [clientsOf(proxy)]),
  ];
  const bare = address.includes(':') ? `[${address}]` : address;
  const named = tls === undefined || isIP(address) === 0 ? bare : (certifiedName(tls.certificate) ?? bare);
  return {
    address,
    tls: tls && { cert: tls.cert, key: tls.key },
    allowed: {
      host: (name) =>
        known.some((one) => one.host(name)) || (proxy !== undefined && name === bare.toLowerCase()),
      origin: (origin) => known.some((one) => one.origin(origin)),
    },
    origin: (port) => proxy?.origin ?? `${tls === undefined ? 'http' : 'https'}://${named}:${port}`,
  };
}

function isLoopback(address: string): boolean {
  if (isIP(address) === 4) return address.startsWith('127.');
  return isIP(address) === 6 && new URL(`http://[${address}]`).hostname === '[::1]';
}

function proxyOrigin(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' && `${url.origin}/` === url.href) return url;
  throw new ConfigError(`--behind-proxy cannot be ${JSON.stringify(text)}.`, {
    hint: 'Give the address of the proxy as clients call it: https, a name and nothing behind it, such as https://music.example.',
  });
}

const clientsOf = ({ hostname, origin: ours }: URL): AllowedClients => ({
  host: (name) => name === hostname,
  origin: ({ origin }) => origin === ours,
});

interface Tls {
  readonly cert: string;
  readonly key: string;
  readonly certificate: X509Certificate;
}

function tlsOf(certPath: string | undefined, keyPath: string | undefined): Tls {
  if (certPath === undefined || keyPath === undefined) {
    throw new ConfigError('A certificate and its key belong together.', {
      hint: 'Give both --tls-cert and --tls-key.',
    });
  }
  const cert = readPem(certPath);
  const key = readPem(keyPath);
  let certificate: X509Certificate;
  let fits: boolean;
  try {
    certificate = new X509Certificate(cert);
    fits = certificate.checkPrivateKey(createPrivateKey(key));
  } catch (cause) {
    throw new ConfigError('The certificate or its key is not readable as PEM.', {
      hint: 'Give --tls-cert a PEM certificate (the chain behind it) and --tls-key its PEM key without a passphrase.',
      cause,
    });
  }
  if (fits) return { cert, key, certificate };
  throw new ConfigError('The key is not the one of the certificate.', {
    hint: 'Give --tls-key the key with which the certificate of --tls-cert was made.',
  });
}

function readPem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError(`${path} cannot be read.`, {
      hint: 'Check the path and the permission of the file.',
      cause,
    });
  }
}

/** The names that the certificate is made out to. */
function certifiedClients(certificate: X509Certificate): AllowedClients {
  const host = (name: string): boolean => {
    const address = name.replace(/^\[|\]$/g, '');
    return (
      (isIP(address) === 0 ? certificate.checkHost(address) : certificate.checkIP(address)) !== undefined
    );
  };
  return { host, origin: ({ protocol, hostname }) => protocol === 'https:' && host(hostname) };
}

/** A name to show; `undefined` where the certificate has none, or stands for many. */
function certifiedName(certificate: X509Certificate): string | undefined {
  return /(?:^|, )DNS:([\w.-]+)(?:,|$)/.exec(certificate.subjectAltName ?? '')?.[1];
}
