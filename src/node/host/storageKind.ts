import { statfsSync } from 'node:fs';

/** Numbers of Linux's statfs(2) for file systems whose files lie elsewhere, or that a program serves. */
const linuxNetworkTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x01021997, '9P'],
  [0x65735546, 'FUSE'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x786f4256, 'VirtualBox shared folder'],
  [0xbacbacbc, 'VMware shared folder'],
]);

/**
 * What kind of network or program-served file system a folder is on, as a word for people; `undefined` for a disk of
 * this machine, and where it cannot be told: macOS numbers its file systems anew, and Windows hides what is behind a
 * drive letter.
 */
export function networkStorage(
  path: string,
  platform: NodeJS.Platform = process.platform,
  typeOf: (path: string) => number = (at) => statfsSync(at).type,
): string | undefined {
  if (platform === 'win32')
    return /^[\\/]{2}(?![?.][\\/](?!UNC[\\/]))/i.test(path) ? 'a network share' : undefined;
  if (platform !== 'linux') return undefined;
  try {
    return linuxNetworkTypes.get(typeOf(path));
  } catch {
    return undefined; // it is not there yet; making it says more
  }
}
