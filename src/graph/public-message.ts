const longestMessage = 500;

/** Last labels that make a dotted word a file, not a host: a message names the missing file by its storage key. */
const fileEnding = /\.(?:mp4|mov|m4v|webm|jpe?g|png|webp|gif|svg|heic|mp3|m4a|wav|json|txt|pdf)$/i;
const hostEnding =
  /\.(?:com|net|org|io|dev|app|co|ai|eu|de|uk|us|cloud|internal|local|lan|corp|svc|invalid|test|example)$/i;

/** What is never told, and what stands in its place. Credentials come first, so that no later rule tears one apart. */
const replacements: readonly [pattern: RegExp, name: string][] = [
  [/\blp_(?:live|test)_[\w-]+/gi, '[key]'],
  [/\beyJ[\w-]+(?:\.[\w-]+)+/g, '[credential]'],
  [/\b(?:bearer|basic) (?=\S*\d)[\w.~+/=-]+/gi, '[credential]'],
  [/\b(?:set-)?cookie ?[:=] ?\S+(?: [^\s=;]+=\S*)*/gi, '[header]'],
  [/\b(?:(?:proxy-)?authorization|x-[a-z-]+) ?[:=] ?\S+/gi, '[header]'],
  [/(?:\b[a-z][a-z0-9+.-]{1,20}:)?\/\/[^\s"'<>]+/gi, '[url]'],
  [/\?[\w.~%-]+=\S*/g, '?[query]'],
  [
    /(?<![\w:])\[?(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){7})[0-9a-f:]{2,45}(?:\.\d{1,3}){0,3}\]?(?::\d+)?/gi,
    '[host]',
  ],
  [/(?<![\w./-])(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?:\/\S*)?/g, '[host]'],
  [/\blocalhost(?::\d+)?(?:\/\S*)?/gi, '[host]'],
  [/(?<![\w./-])[a-z][a-z0-9-]*:(?:80|443|\d{4,5})(?!\w)(?:\/\S*)?/gi, '[host]'],
];

/** Upstream's words as a stranger may see them: bounded, one line, without credentials, URLs, hosts and addresses. */
export function publicMessage(message: string): string {
  let words = message.slice(0, 4 * longestMessage).replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ');
  for (const [pattern, name] of replacements) words = words.replace(pattern, name);
  return words
    .replace(/(?<![\w./-])(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*(?::\d{1,5})?(?:\/\S*)?/gi, (word) => {
      const host = word.replace(/[/:].*$/s, '');
      const isHost =
        word.length !== host.length ||
        hostEnding.test(host) ||
        (host.split('.').length > 2 && !fileEnding.test(host));
      return isHost ? '[host]' : word;
    })
    .trim()
    .slice(0, longestMessage)
    .replace(/[\ud800-\udbff]$/, '');
}
