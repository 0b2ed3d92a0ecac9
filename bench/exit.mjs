const endings = new Set();
process.once('exit', () => {
  for (const end of endings) end();
});
// By themselves signals end a process without `exit`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** Has something ended however this process ends; the returned function says that it is done already. */
export function endAtExit(end) {
  endings.add(end);
  return () => endings.delete(end);
}
