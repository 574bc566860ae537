import { epochOf, wallTimeOf } from '../../ui/picture/values/zoned-time';

const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** `2014-11-02 18:30` of a clock in the zone, as an instant; null where no such time is written. */
export function instantOf(text: string, zone: string): number | null {
  const parts = FORM.exec(text.trim());
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part || 0)) as Six;
  return isReal([year, month, day, hour, minute, second])
    ? epochOf({ year, month, day, hour, minute, second }, zone)
    : null;
}

type Six = [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** A date that overflows, such as the 31st of June, comes out as another one. */
function isReal([year, month, day, hour, minute, second]: Six): boolean {
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const same = [
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  return [month, day, hour, minute, second].every((part, at) => part === same[at]);
}

/** The reverse: what a clock in the zone shows, as `2014-11-02 18:30`. */
export function wallText(instant: number, zone: string): string {
  const { year, month, day, hour, minute, second } = wallTimeOf(instant, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
  return second === 0 ? text : `${text}:${two(second)}`;
}
