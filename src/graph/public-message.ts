const longestMessage = 500;

/** Last labels that make a dotted word a file, not a host: a message names the missing file by its storage key. */
const fileEnding = /\.(?:mp4|mov|m4v|webm|jpe?g|png|webp|gif|svg|heic|mp3|m4a|wav|json|txt|pdf)$/i;
const hostEnding =
  /\.(?:com|net|org|io|dev|app|co|ai|eu|de|uk|us|cloud|internal|local|lan|corp|svc|invalid|test|example)$/i;

/** Upstream's words as a stranger may see them: bounded, one line, without URLs, hosts and addresses. */
export function publicMessage(message: string): string {
  return message
    .slice(0, 4 * longestMessage)
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .replace(/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>]+/gi, '[url]')
    .replace(/\[?(?:[0-9a-f]{0,4}:){3,7}[0-9a-f.]{0,15}\]?(?::\d+)?/gi, '[host]')
    .replace(/(?<![\w./-])(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?:\/\S*)?/g, '[host]')
    .replace(/(?<![\w./-])(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*(?::\d{1,5})?(?:\/\S*)?/gi, (word) => {
      const host = word.replace(/[/:].*$/s, '');
      const isHost =
        word.length !== host.length ||
        hostEnding.test(host) ||
        (host.split('.').length > 2 && !fileEnding.test(host));
      return isHost ? '[host]' : word;
    })
    .replace(/\blocalhost(?::\d+)?(?:\/\S*)?/gi, '[host]')
    .replace(/\blp_(?:live|test)_\w+/g, '[key]')
    .trim()
    .slice(0, longestMessage);
}
