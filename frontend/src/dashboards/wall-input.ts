import { epochOf, wallTimeOf } from '../ui/picture/zoned-time';

const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** `2014-11-02 18:30` of a clock in the zone, as an instant; null where no such time is written. */
export function instantOf(text: string, zone: string): number | null {
  const parts = FORM.exec(text.trim());
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part || 0));
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && hour < 24 && minute < 60;
  return isReal && second < 60 ? epochOf({ year, month, day, hour, minute, second }, zone) : null;
}

/** The reverse: what a clock in the zone shows, as `2014-11-02 18:30`. */
export function wallText(instant: number, zone: string): string {
  const { year, month, day, hour, minute, second } = wallTimeOf(instant, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
  return second === 0 ? text : `${text}:${two(second)}`;
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
