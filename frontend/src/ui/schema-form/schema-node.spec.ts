import { choicesOf, discriminator, inWords, kindOf, membersOf, plainNode } from './schema-node';

const shapes = [
  { type: 'object', properties: { kind: { const: 'circle' }, radius: { type: 'number' } } },
  { type: 'object', properties: { kind: { const: 'square' }, side: { type: 'number' } } },
];

describe('the control for a schema', () => {
  it.each([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', multiline: true }, 'lines'],
    [{ type: 'string', format: 'markdown' }, 'lines'],
    [{ type: 'string', secret: true }, 'secret'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'boolean' }, 'switch'],
    [{ type: 'string', enum: ['a'] }, 'choice'],
    [{ anyOf: [{ const: 'a' }, { const: 'b' }] }, 'choice'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'object', properties: {} }, 'group'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'record'],
    [{ oneOf: shapes }, 'union'],
    [{ const: 1 }, 'constant'],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, 'foreign'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'foreign'],
  ] as const)('of %j is "%s"', (node, kind) => {
    expect(kindOf(node)).toBe(kind);
  });

  it('looks through "or nothing", which makes the thing nullable', () => {
    const node = plainNode({ title: 'Limit', anyOf: [{ type: 'number', minimum: 1 }, { type: 'null' }] });
    expect(node).toEqual({ type: 'number', minimum: 1, title: 'Limit', nullable: true });
  });
});

describe('the words of a schema', () => {
  it('name the choices of an enum and of constants', () => {
    expect(choicesOf({ enum: ['lower_is_better'] })).toEqual([{ value: 'lower_is_better', label: 'Lower is better' }]);
    expect(choicesOf({ oneOf: [{ const: 1, title: 'One' }] })).toEqual([{ value: 1, label: 'One' }]);
  });

  it('tell the alternatives of a union apart by the field that is constant in all', () => {
    expect(discriminator({ oneOf: shapes })).toBe('kind');
    expect(discriminator({ oneOf: [...shapes, { type: 'object', properties: {} }] })).toBeUndefined();
  });

  it('leave constants out of what a person fills in, and read names out where no title stands', () => {
    expect(membersOf(shapes[0] ?? {}).map(({ label }) => label)).toEqual(['Radius']);
    expect(inWords('baseUrl')).toBe('Base url');
  });
});
