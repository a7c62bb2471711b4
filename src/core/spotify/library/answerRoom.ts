/** JSON of one answer's list, in characters: an answer must stay under 25,000 tokens of about four characters. */
const roomForItems = 90_000;

/**
 * Keeps a list within the room of one answer, however long strangers' names are.
 * @returns whether there is room for one more thing; the first one always has room
 */
export function answerRoom(): (thing: object) => boolean {
  let used = 0;
  return (thing) => {
    const size = JSON.stringify(thing).length + 1;
    if (used > 0 && used + size > roomForItems) return false;
    used += size;
    return true;
  };
}
