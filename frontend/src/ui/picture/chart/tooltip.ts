import type { Theme } from '@quarterdeck/sdk';

export interface TooltipRow {
  readonly name: string;
  readonly color: string;
  readonly value: number | null;
  readonly text: string;
  /** The series under the pointer comes first. */
  readonly pointed: boolean;
  /** The value of the earlier time, and the change since. */
  readonly then?: { readonly text: string; readonly change: string };
}

const SHOWN = 12;

/** The pointed one first, the rest from high to low; missing values last. */
export function sortedRows(rows: readonly TooltipRow[]): TooltipRow[] {
  return rows.toSorted(
    (one, other) =>
      Number(other.pointed) - Number(one.pointed) || (other.value ?? -Infinity) - (one.value ?? -Infinity),
  );
}

/** The content of a tooltip as elements: names come from data, so they are set as text and never read as markup. */
export function tooltipContent(heading: string, rows: readonly TooltipRow[], theme: Theme, earlier = ''): HTMLElement {
  const box = element('div', { display: 'grid', gap: '2px', minWidth: '120px' });
  if (heading) box.append(element('div', { color: theme.muted, fontSize: '12px', marginBottom: '2px' }, heading));
  if (earlier) box.append(earlierHeading(earlier, theme));
  const sorted = sortedRows(rows);
  for (const row of sorted.slice(0, SHOWN)) box.append(line(row, theme, rows.length > 1));
  const rest = sorted.length - SHOWN;
  if (rest > 0) box.append(element('div', { color: theme.muted, fontSize: '12px' }, `+ ${rest}`));
  return box;
}

/** One quiet line below the values. */
export const tooltipFoot = (text: string, theme: Theme): HTMLElement =>
  element('div', { marginTop: '4px', color: theme.muted, fontSize: '12px' }, text);

function line({ name, color, text, pointed, then }: TooltipRow, theme: Theme, several: boolean): HTMLElement {
  const row = element('div', {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    fontSize: '13px',
    lineHeight: '18px',
  });
  if (several)
    row.append(element('span', { width: '8px', height: '8px', borderRadius: '2px', background: color, flex: 'none' }));
  const label = {
    color: pointed ? theme.ink : theme.muted,
    maxWidth: '260px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  };
  row.append(element('span', { ...label, whiteSpace: 'nowrap' }, name));
  const number = {
    marginLeft: 'auto',
    paddingLeft: '16px',
    color: theme.ink,
    fontWeight: pointed || !several ? '600' : '400',
  };
  row.append(element('span', { ...number, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }, text));
  if (then) {
    const cell = { color: theme.muted, fontVariantNumeric: 'tabular-nums', textAlign: 'right', whiteSpace: 'nowrap' };
    row.append(element('span', { ...cell, minWidth: '64px' }, then.text));
    row.append(element('span', { ...cell, minWidth: '52px', color: theme.ink }, then.change));
  }
  return row;
}

/** When the earlier values were, beside the dash that their lines wear. */
function earlierHeading(earlier: string, theme: Theme): HTMLElement {
  const row = element('div', {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    color: theme.muted,
    fontSize: '12px',
  });
  row.append(element('span', { width: '16px', borderTop: `2px dashed ${theme.muted}`, flex: 'none' }));
  row.append(element('span', { marginBottom: '2px' }, earlier));
  return row;
}

/** Styles are set one by one: the page's policy allows that and forbids style attributes in markup. */
function element(tag: string, style: Partial<CSSStyleDeclaration>, text = ''): HTMLElement {
  const made = document.createElement(tag);
  Object.assign(made.style, style);
  made.textContent = text;
  return made;
}
