/** Works on some things, `most` of them at once, in their order. The first failure lets no other begin. */
export async function eachAtMost<T>(
  most: number,
  things: readonly T[],
  work: (thing: T, at: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < things.length && !failed) {
      const at = next++;
      try {
        await work(things[at] as T, at);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, things.length) }, worker));
}
