// Signs of players that VS Code's own set lacks, drawn in its grid of 16 pixels.

const drawing = (paths: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="currentColor">${paths}</svg>`;
const lines = (d: string): string =>
  drawing(
    `<path fill="none" stroke="currentColor" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round" d="${d}"/>`,
  );
const loop =
  'M4 11.5h-.2A2.3 2.3 0 0 1 1.5 9.2V6.3A2.3 2.3 0 0 1 3.8 4h8.4a2.3 2.3 0 0 1 2.3 2.3v2.9a2.3 2.3 0 0 1-2.3 2.3H7.2M9 9.7l-1.8 1.8L9 13.3';

export const playSign = drawing(
  '<path d="M4 2.2v11.6a.5.5 0 0 0 .77.42l8.9-5.8a.5.5 0 0 0 0-.84l-8.9-5.8A.5.5 0 0 0 4 2.2z"/>',
);
export const pauseSign = drawing('<path d="M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z"/>');
export const nextSign = drawing(
  '<path d="M3 3.3v9.4a.4.4 0 0 0 .62.33L10.5 8.4V13H12V3h-1.5v4.6L3.62 2.97A.4.4 0 0 0 3 3.3z"/>',
);
export const previousSign = drawing(
  '<path d="M13 3.3v9.4a.4.4 0 0 1-.62.33L5.5 8.4V13H4V3h1.5v4.6l6.88-4.63A.4.4 0 0 1 13 3.3z"/>',
);
export const shuffleSign = lines(
  'M1.5 4.5h2.2c3.9 0 4.1 7 8 7h2.3M1.5 11.5h2.2c1.2 0 2-.7 2.6-1.6M8.8 6.3c.6-1 1.5-1.8 2.9-1.8H14M12.3 2.8 14 4.5l-1.7 1.7M12.3 9.8l1.7 1.7-1.7 1.7',
);
export const repeatSign = lines(loop);
export const repeatOneSign = lines(`${loop}M7.2 6.6 8.3 6v3`);
