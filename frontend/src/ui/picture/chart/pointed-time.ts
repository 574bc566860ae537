/** Steps that a person would name, in milliseconds; up to half an hour they begin at the same instants in every zone. */
const STEPS = [1, 5, 15, 30, 60, 300, 900, 1800].map((seconds) => seconds * 1000);

/** The time under a pointer, rounded as far as one pixel leaves it open anyway: 18:30 and not 18:31:07. */
export function roundedTime(at: number, msPerPixel: number): number {
  const step = STEPS.findLast((one) => one <= msPerPixel * 4) ?? 1;
  return Math.round(at / step) * step;
}
