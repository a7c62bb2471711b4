/** What is put in the place of something personal or secret. */
const put = { secret: '[secret]', mail: '[mail]', home: '[home]' } as const;

/** In this order: what is named a secret first, then what looks like one. */
const replacements: readonly (readonly [pattern: RegExp, by: string])[] = [
  // "access_token":"…", refresh_token=…, client_secret: …
  [
    /([\w-]*(?:token|secret|password|passwd|verifier|challenge|api[_-]?key|cookie|client[_-]?id)(?:\\?["'])?\s*[=:]\s*(?:\\?["'])?)(?:bearer\s+|basic\s+)?[\w.~+/%=-]{6,}/gi,
    `$1${put.secret}`,
  ],
  // Of an address only: errors and states have codes and states as well.
  [/([?&](?:code|state)=)[^&\s"']+/gi, `$1${put.secret}`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${put.secret}`],
  [/(\/\/)[^\s/@:]+:[^\s/@]+@/g, `$1${put.secret}@`],
  // Three parts with dots, then every long run without a pause, which tokens are and words are not.
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, put.secret],
  [/(?<![\w-])(?!Streaming_?History)[\w-]{32,}(?![\w-])/g, put.secret],
  [/[\p{L}\p{N}._%+-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, put.mail],
  [/\b[a-z]:(?:\\+|\/+)(?:users|documents and settings)(?:\\+|\/+)[^\\/:*?"'<>|\r\n]+/gi, put.home],
  [/(?:\/(?:home|users)\/|%2F(?:home|users)%2F)[^\s/\\"'<>|:,;)%]+/gi, put.home],
  [/(?<![\w/])\/root(?![\w-])/g, put.home],
];

/**
 * A text without tokens, keys, mail addresses, home folders and the given names. It rather takes too much: the text
 * is for strangers.
 * @param names accounts and their display names; each is replaced by `[account 1]` and so on
 */
export function redact(text: string, names: readonly (readonly string[])[] = []): string {
  const plain = replacements.reduce((done, [pattern, by]) => done.replace(pattern, by), text);
  return names.reduce(
    (done, spellings, index) =>
      spellings
        .flatMap((name) => [name, JSON.stringify(name).slice(1, -1)])
        .filter((name) => name.length >= 3 && name !== 'default')
        .sort((a, b) => b.length - a.length)
        .reduce((rest, name) => rest.replaceAll(name, `[account ${index + 1}]`), done),
    plain,
  );
}
