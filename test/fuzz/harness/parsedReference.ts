/**
 * The entries of an export's file as `JSON.parse` alone has them, of the whole text at once; `undefined` where it
 * takes no part of it.
 */
export function parsedReference(bytes: Uint8Array): readonly unknown[] | undefined {
  // A mark at the start goes, as in every editor: JSON.parse would not have it.
  const text = new TextDecoder().decode(bytes);
  try {
    const value = JSON.parse(text) as unknown;
    return Array.isArray(value) ? (value as unknown[]) : [value];
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
