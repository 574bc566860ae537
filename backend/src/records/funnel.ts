/** One record of an actor: when it was, and the places of the steps that it may be. */
export type StepEvent = [actor: string, time: number, steps: number[]];

/**
 * How many actors reached each step: one record for each step, in their order, all of them within `withinMs` from the first
 * one on. Any record of the first step may be the beginning. Events come by actor and time; in one millisecond, earlier steps
 * come first.
 */
export function reached(events: readonly StepEvent[], steps: number, withinMs: number): number[] {
  const counts = new Array<number>(steps).fill(0);
  let begins: number[] = [];
  let actor: string | undefined;
  for (const [who, time, places] of events) {
    if (who !== actor) {
      count(counts, begins);
      [actor, begins] = [who, []];
    }
    // From the last place on: one record is one step.
    for (const place of [...places].sort((one, other) => other - one)) advance(begins, place, time, withinMs);
  }
  count(counts, begins);
  return counts;
}

/** `begins[place]` is when the latest walk began that got as far as there: it has the most time left. */
function advance(begins: number[], place: number, time: number, withinMs: number): void {
  if (place === 0) {
    begins[0] = time;
    return;
  }
  const begun = begins[place - 1];
  if (begun === undefined || time - begun > withinMs) return;
  begins[place] = Math.max(begun, begins[place] ?? begun);
}

function count(counts: number[], begins: readonly (number | undefined)[]): void {
  for (const [place, begun] of begins.entries()) if (begun !== undefined) counts[place] = (counts[place] ?? 0) + 1;
}
