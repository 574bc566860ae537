import type { Frame, Notice } from '@quarterdeck/sdk';
import type { Messages } from '../../messages/messages';
import { zonedText } from '../../ui/picture/values/moments';

/** What a frame says about its own numbers, in words. */
export interface ProvenanceText {
  readonly name: string;
  readonly source: string;
  readonly resolution: string;
  readonly asOf: string;
  readonly rows: string;
  readonly truncated: boolean;
  readonly notices: readonly Notice[];
}

export function provenanceOf(frame: Frame, zone: string, locale: string, messages: Messages): ProvenanceText {
  const { name, source, resolutionMs, asOf, length, truncated = false, notices = [] } = frame;
  return {
    name,
    source: source ?? messages('panel.provenance.unknown'),
    resolution: resolutionText(resolutionMs, locale, messages),
    asOf: asOf === undefined ? messages('panel.provenance.unknown') : zonedText(asOf, zone, locale),
    rows: new Intl.NumberFormat(locale).format(length),
    truncated,
    notices,
  };
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** `One value per 30 minutes`. */
export function resolutionText(ms: number | undefined, locale: string, messages: Messages): string {
  if (ms === undefined) return messages('panel.provenance.notSpaced');
  if (ms === 0) return messages('panel.provenance.raw');
  const [unit, size] = UNITS.find(([, step]) => ms >= step && ms % step === 0) ?? (['millisecond', 1] as const);
  const parts = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).formatToParts(ms / size);
  // One says "per day", not "per 1 day".
  const said = ms === size ? parts.filter(({ type }) => type === 'unit') : parts;
  const width = said.map(({ value }) => value).join('');
  return messages('panel.provenance.per', { width });
}
