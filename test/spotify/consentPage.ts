import type { SimulatedUser } from './users.ts';

/** The page on which a user says yes or no: a button for each user, and Cancel. */
export function consentPage(
  requestId: string,
  scopes: readonly string[],
  users: readonly SimulatedUser[],
): string {
  const buttons = users.map(
    (user) =>
      `<p><button name="user" value="${escapeHtml(user.id)}">Agree as ${escapeHtml(user.displayName)}</button>
       ${user.premium ? 'Premium' : 'Free'}${user.onUserList ? '' : ', not on the app’s user list'}</p>`,
  );
  const wanted = scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  return page(
    'Spotify (simulator)',
    `<h1>Backbeat wants to</h1><ul>${wanted.join('')}</ul>
     <form method="post" action="authorize/decision">
       <input type="hidden" name="request" value="${escapeHtml(requestId)}">
       ${buttons.join('\n')}
       <p><button name="cancel" value="1">Cancel</button></p>
     </form>`,
  );
}

/** What Spotify shows instead of leading back when it cannot trust the address. */
export function refusalPage(message: string): string {
  return page('Error', `<p>${escapeHtml(message)}</p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body>${content}</body></html>`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
  return text.replace(/[&<>"]/g, (char) => `&${entities[char] ?? ''};`);
}
