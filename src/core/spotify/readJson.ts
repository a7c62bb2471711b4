/** Text as JSON; `undefined` where it is none, as some of Spotify's errors are plain text (observed 2026). */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
