import type { Change } from '@quarterdeck/sdk/api/document-changes';
import { TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import type { Messages } from '../../messages/messages';
import { rangeText } from '../time/range-text';

export interface Speech {
  readonly messages: Messages;
  readonly locale: string;
  readonly zone: string;
}

/** From so many on, panels that share a fate share a sentence. */
const MANY = 3;
const NAMED = 4;

/** What somebody did, a sentence each, in the order of the changes. */
export function changeTexts(changes: readonly Change[], speech: Speech): string[] {
  const whole = (kind: Change['kind']) => changes.filter((change) => change.kind === kind && isWholePanel(change));
  const [moved, resized] = [whole('moved'), whole('resized')];
  const gathered = [
    ...(moved.length >= MANY ? [gather('revisions.change.manyMoved', moved, speech)] : []),
    ...(resized.length >= MANY ? [gather('revisions.change.manyResized', resized, speech)] : []),
  ];
  const inSentences = new Set([...(moved.length >= MANY ? moved : []), ...(resized.length >= MANY ? resized : [])]);
  return [...changes.filter((change) => !inSentences.has(change)).map((one) => changeText(one, speech)), ...gathered];
}

const isWholePanel = ({ panel, path }: Change) => panel !== null && path.length === 0;

function gather(
  key: 'revisions.change.manyMoved' | 'revisions.change.manyResized',
  changes: readonly Change[],
  { messages, locale }: Speech,
): string {
  const names = changes.slice(0, NAMED).map(({ panel }) => panelName(panel, messages));
  const rest = changes.length - names.length;
  const all = rest > 0 ? [...names, messages('revisions.change.more', { count: rest })] : names;
  const panels = new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(all);
  return messages(key, { count: changes.length, panels });
}

export function changeText(change: Change, speech: Speech): string {
  const { panel } = change;
  return panel ? panelText({ ...change, panel }, speech) : documentText(change, speech);
}

/** `group by` of `groupBy`; the parts of a path one inside the other. */
export const fieldWords = (path: readonly string[]): string =>
  path
    .map((part) => (/^[a-z][a-zA-Z]*$/.test(part) ? part.replace(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase() : part))
    .join(' › ');

/** A value as people say it; undefined where it is too long for that. */
export function valueWords(value: unknown, { messages, locale }: Speech): string | undefined {
  if (value === undefined) return undefined;
  if (isEmpty(value)) return messages('revisions.change.empty');
  if (typeof value === 'boolean') return messages(value ? 'revisions.change.yes' : 'revisions.change.no');
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  if (Array.isArray(value)) return value.map((one: unknown) => String(one)).join(', ');
  return typeof value === 'string' ? messages('revisions.change.panel', { title: value }) : undefined;
}

const isEmpty = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

export const panelName = (panel: Change['panel'], messages: Messages): string =>
  panel?.title ? messages('revisions.change.panel', { title: panel.title }) : messages('revisions.change.untitled');

type OfPanel = Change & { readonly panel: NonNullable<Change['panel']> };

function panelText(change: OfPanel, speech: Speech): string {
  const { messages } = speech;
  const panel = panelName(change.panel, messages);
  const [first] = change.path;
  if (first === undefined) return wholeText(change.kind, panel, messages);
  if (first === 'title') return titleText(change, speech);
  if (first === 'widget') return widgetText(change, panel, messages);
  if (first === 'queries') return queryText(change, panel, speech);
  return insideText(change, panel, speech);
}

function wholeText(kind: Change['kind'], panel: string, messages: Messages): string {
  if (kind === 'added') return messages('revisions.change.added', { panel });
  if (kind === 'removed') return messages('revisions.change.removed', { panel });
  if (kind === 'resized') return messages('revisions.change.resized', { panel });
  return messages('revisions.change.moved', { panel });
}

function titleText({ before, after }: Change, { messages }: Speech): string {
  const [was, is] = [words(before), words(after)];
  if (was === '') return messages('revisions.change.named', { after: is });
  if (is === '') return messages('revisions.change.unnamed', { before: was });
  return messages('revisions.change.renamed', { before: was, after: is });
}

function widgetText({ before, after }: Change, panel: string, messages: Messages): string {
  const name = (pin: unknown) =>
    words(pin)
      .replace(/@.*$/, '')
      .replace(/^.*widget-/, '')
      .replaceAll('-', ' ');
  return messages('revisions.change.widget', { panel, before: name(before), after: name(after) });
}

function queryText(change: OfPanel, panel: string, speech: Speech): string {
  const { messages } = speech;
  const [, , ...rest] = change.path;
  if (rest.length === 0 && change.kind === 'added') return messages('revisions.change.queryAdded', { panel });
  if (rest.length === 0 && change.kind === 'removed') return messages('revisions.change.queryRemoved', { panel });
  const field = fieldWords(rest[0] === 'input' ? rest.slice(1) : rest);
  const after = change.kind === 'changed' ? valueWords(change.after, speech) : undefined;
  if (after === undefined) return messages('revisions.change.queryChanged', { panel, field });
  return messages('revisions.change.queryField', { panel, field, after });
}

function insideText(change: OfPanel, panel: string, speech: Speech): string {
  const { messages } = speech;
  const path =
    ['options', 'display'].includes(change.path[0] ?? '') && change.path[1] ? change.path.slice(1) : change.path;
  const [field, name] = [fieldWords(path.slice(0, -1)), path.at(-1) ?? ''];
  if (change.kind === 'added') return messages('revisions.change.panelAdded', { panel, field, name });
  if (change.kind === 'removed') return messages('revisions.change.panelRemoved', { panel, field, name });
  const after = change.kind === 'changed' ? valueWords(change.after, speech) : undefined;
  const all = { panel, field: fieldWords(path) };
  return after === undefined
    ? messages('revisions.change.panelChanged', all)
    : messages('revisions.change.panelField', { ...all, after });
}

function documentText(change: Change, speech: Speech): string {
  const { messages } = speech;
  const { kind, path, before, after } = change;
  if (kind === 'changed' && path.length === 1) {
    if (path[0] === 'title') return messages('revisions.change.title', { before: words(before), after: words(after) });
    if (path[0] === 'range') return rangeChange(change, speech);
    if (path[0] === 'timezone') return zoneChange(change, messages);
    if (path[0] === 'refreshSeconds') return refreshChange(change, messages);
  }
  return genericText(change, speech);
}

function genericText({ kind, path, after }: Change, speech: Speech): string {
  const { messages } = speech;
  const [outer, name] = [capital(fieldWords(path.slice(0, -1))), path.at(-1) ?? ''];
  if (kind === 'added') return messages('revisions.change.hasAdded', { field: outer, name });
  if (kind === 'removed') return messages('revisions.change.hasRemoved', { field: outer, name });
  if (kind === 'moved') return messages('revisions.change.order', { field: fieldWords(path) });
  const field = capital(fieldWords(path));
  const is = valueWords(after, speech);
  return is === undefined
    ? messages('revisions.change.changed', { field })
    : messages('revisions.change.field', { field, after: is });
}

function rangeChange({ before, after }: Change, { messages, locale, zone }: Speech): string {
  const text = (value: unknown) => {
    const choice = TimeRangeChoice.safeParse(value);
    return choice.success ? rangeText(choice.data, zone, locale, messages) : '–';
  };
  return messages('revisions.change.range', { before: text(before), after: text(after) });
}

const zoneChange = ({ after }: Change, messages: Messages) =>
  messages('revisions.change.timezone', {
    after: after === 'browser' ? messages('revisions.change.ownZone') : words(after),
  });

const refreshChange = ({ after }: Change, messages: Messages) =>
  typeof after === 'number' ? messages('revisions.change.refresh', { after }) : messages('revisions.change.refreshOff');

const words = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
