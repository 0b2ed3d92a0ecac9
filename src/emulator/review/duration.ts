const unitsMs = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** Milliseconds of an ISO 8601 duration of weeks down to seconds; undefined when it is none. Months have no length. */
export function durationMs(text: string): number | undefined {
  const found =
    /^P(?=.)(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/.exec(
      text,
    );
  if (!found) return undefined;
  return unitsMs.reduce((sum, unitMs, index) => sum + unitMs * Number(found[index + 1] ?? 0), 0);
}
