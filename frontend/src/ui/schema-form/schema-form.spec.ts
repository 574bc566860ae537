import { Component, signal, viewChild } from '@angular/core';
import { openPage, type Tab } from '../../testing/page';
import { SchemaForm } from './schema-form';

const point = {
  type: 'object',
  properties: { value: { type: 'number', title: 'Value' }, tone: { type: 'string', title: 'Tone', default: 'warn' } },
  required: ['value'],
};
const circle = {
  type: 'object',
  properties: { kind: { const: 'circle' }, radius: { type: 'number', title: 'Radius' } },
  required: ['kind', 'radius'],
};
const label = {
  type: 'object',
  properties: { kind: { const: 'label' }, text: { type: 'string', title: 'Words' } },
  required: ['kind', 'text'],
};
const schema = {
  type: 'object',
  properties: {
    title: { type: 'string', title: 'Title', description: 'Stands above.', minLength: 1 },
    body: { type: 'string', title: 'Body', multiline: true, default: '' },
    count: { type: 'integer', title: 'Count', minimum: 1, maximum: 5 },
    stacked: { type: 'boolean', title: 'Stack', default: false },
    style: { type: 'string', title: 'Drawn as', enum: ['line', 'bars'], default: 'line' },
    points: { type: 'array', title: 'Points', default: [], maxItems: 2, items: point },
    tags: { type: 'array', title: 'Tags', default: [], items: { type: 'string' } },
    labels: { type: 'object', title: 'Labels', default: {}, additionalProperties: { type: 'string' } },
    axis: { type: 'object', title: 'Axis', properties: { side: { type: 'string', title: 'Side' } } },
    shape: { title: 'Shape', oneOf: [circle, label] },
    token: { type: 'string', title: 'Token', secret: true },
    old: { type: 'string', title: 'Formerly', default: '', deprecated: true },
    limit: { type: 'integer', title: 'Limit', minimum: 1, default: 10, advanced: true },
    odd: { title: 'Odd', anyOf: [{ type: 'string' }, { type: 'number' }] },
  },
  required: ['title'],
};

const value = signal<Readonly<Record<string, unknown>>>({});
const problems = signal<{ path: string; message: string }[]>([]);
const configured = signal<string[]>([]);

@Component({
  imports: [SchemaForm],
  template: `<qd-schema-form
      [schema]="schema"
      [value]="value()"
      [problems]="problems()"
      [secretsConfigured]="configured()"
      (valueChange)="value.set($event)"
    />
    <button type="button" (click)="form().check()" [attr.aria-label]="'Send'"></button>`,
})
class Host {
  protected readonly form = viewChild.required(SchemaForm);
  protected readonly schema = schema;
  protected readonly value = value;
  protected readonly problems = problems;
  protected readonly configured = configured;
}

const named = (name: string) => document.querySelector<HTMLInputElement>(`[aria-label="${name}"]`);
async function type(tab: Tab, name: string, text: string): Promise<void> {
  const control = named(name) as HTMLInputElement;
  control.value = text;
  control.dispatchEvent(new Event('input'));
  await tab.settle();
}

describe('a form drawn from a schema', () => {
  let tab: Tab;

  beforeEach(async () => {
    value.set({});
    problems.set([]);
    configured.set([]);
    tab = await openPage(Host);
  });

  it('keeps what most people leave as it is behind "More settings", until it is wrong', async () => {
    const fold = () => document.querySelector('details');
    expect(fold()?.open).toBe(false);
    problems.set([{ path: 'limit', message: 'That is too much.' }]);
    await tab.settle();
    expect(fold()?.open).toBe(true);
    expect(fold()?.textContent).toContain('That is too much.');
  });

  it('shows labels, help and defaults, and marks what may stay empty', () => {
    expect(tab.text).toContain('Stands above.');
    expect(tab.field('Drawn as').value).toBe('0');
    expect(tab.field('Count').closest('qd-field')?.textContent).toContain('optional');
    expect(tab.field('Title').closest('qd-field')?.textContent).not.toContain('optional');
  });

  it('gives the whole value out on each change, as a new object', async () => {
    const before = value();
    await tab.fill('Title', 'Orders');
    await tab.fill('Body', 'a\nb');
    await tab.fill('Count', '3');
    tab.field('Stack').click();
    await tab.fill('Drawn as', '1');
    expect(value()).toEqual({ title: 'Orders', body: 'a\nb', count: 3, stacked: true, style: 'bars' });
    expect(before).toEqual({});
  });

  it('shows what is no longer offered only where something is set, and for as long as it is open', async () => {
    expect(tab.text).not.toContain('Formerly');
    await tab.go('/elsewhere');
    value.set({ old: 'x' });
    await tab.go('/');
    await tab.fill('Formerly', '');
    expect(tab.text).toContain('Formerly');
  });

  it('takes an emptied number out of the value', async () => {
    await tab.fill('Count', '3');
    await tab.fill('Count', '');
    expect(value()).toEqual({});
  });

  it('says what is wrong once the field was left, and all of it when sent, the focus on the first', async () => {
    await tab.fill('Count', '9');
    expect(tab.text).not.toContain('At most 5.');
    tab.field('Count').dispatchEvent(new Event('blur'));
    await tab.settle();
    expect(tab.text).toContain('At most 5.');
    await tab.press('Send');
    expect(tab.text).toContain('Fill this in.');
    expect(document.activeElement).toBe(tab.field('Title'));
  });

  it('shows what the server says beside the field until it is changed', async () => {
    value.set({ title: 'Orders', points: [{ value: 1 }] });
    problems.set([
      { path: 'title', message: 'This name is taken.' },
      { path: 'points[0].value', message: 'Too small.' },
    ]);
    await tab.settle();
    expect(tab.field('Title').getAttribute('aria-invalid')).toBe('true');
    expect(tab.field('Value').closest('qd-field')?.textContent).toContain('Too small.');
    await tab.fill('Title', 'Sales');
    expect(tab.text).not.toContain('This name is taken.');
    expect(tab.text).toContain('Too small.');
  });

  it('adds, moves and removes the items of a list, as far as it goes', async () => {
    await tab.press('Add to Points');
    expect(document.activeElement).toBe(tab.field('Value'));
    await tab.fill('Value', '7');
    await tab.press('Add to Points');
    expect(value()).toEqual({ points: [{ tone: 'warn', value: 7 }, { tone: 'warn' }] });
    expect(named('Add to Points')?.disabled).toBe(true);
    await tab.press('Move Points 2 up');
    expect(value()).toEqual({ points: [{ tone: 'warn' }, { tone: 'warn', value: 7 }] });
    await tab.press('Remove Points 1');
    expect(value()).toEqual({ points: [{ tone: 'warn', value: 7 }] });
  });

  it('loses nothing when several fields are filled before the page has followed', async () => {
    await tab.fill('Kind', '0');
    await tab.press('Add to Points');
    const quickly = ['Radius', 'Value', 'Tone'].map((label, at) => tab.fill(label, String(at + 1)));
    named('Add to Points')?.click();
    await Promise.all(quickly);
    expect(value()).toEqual({
      shape: { kind: 'circle', radius: 1 },
      points: [{ value: 2, tone: '3' }, { tone: 'warn' }],
    });
  });

  it('holds lists of texts', async () => {
    await tab.press('Add to Tags');
    await tab.fill('Tags 1', 'sea');
    expect(value()).toEqual({ tags: ['sea'] });
  });

  it('holds names with texts, and says when a name stands twice', async () => {
    await tab.press('Add to Labels');
    await type(tab, 'Labels, name 1', 'site');
    await type(tab, 'Labels, value 1', 'north');
    await tab.press('Add to Labels');
    await type(tab, 'Labels, name 2', 'site');
    expect(value()).toEqual({ labels: { site: 'north' } });
    expect(tab.text).toContain('only the first counts');
    await tab.press('Remove Labels 1');
    expect(value()).toEqual({ labels: { site: '' } });
  });

  it('leaves an optional group out when nothing stands in it', async () => {
    await tab.fill('Side', 'left');
    expect(value()).toEqual({ axis: { side: 'left' } });
    await tab.fill('Side', '');
    expect(value()).toEqual({});
  });

  it('shows of a union the fields of the chosen kind', async () => {
    await tab.fill('Kind', '1');
    await tab.fill('Words', 'hello');
    expect(value()).toEqual({ shape: { kind: 'label', text: 'hello' } });
    await tab.fill('Kind', '0');
    expect(value()).toEqual({ shape: { kind: 'circle' } });
    expect(tab.text).toContain('Radius');
    expect(tab.text).not.toContain('Words');
    await tab.fill('Kind', '');
    expect(value()).toEqual({});
  });

  it('never shows a secret: it stays, is replaced or removed', async () => {
    configured.set(['token']);
    await tab.settle();
    expect(tab.text).toContain('Configured');
    await tab.press('Replace Token');
    expect(tab.field('Token').type).toBe('password');
    await tab.fill('Token', 's3cret');
    expect(value()).toEqual({ token: 's3cret' });
    await tab.press('Keep the present one');
    expect(value()).toEqual({});
    await tab.press('Remove Token');
    expect(value()).toEqual({ token: null });
    expect(tab.text).toContain('Will be removed when saved');
  });

  it('says which field no form can show', () => {
    expect(tab.text).toContain('Odd cannot be shown in a form.');
  });
});
