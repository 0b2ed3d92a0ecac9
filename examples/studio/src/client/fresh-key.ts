/** Of 128 random bits. Pages that come by plain HTTP from another machine have no `crypto.randomUUID`. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
