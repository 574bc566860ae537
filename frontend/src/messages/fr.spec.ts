import { en } from './en';
import { fr } from './fr';

/** Texts that are the same in both languages: names, signs, examples, and words that French writes alike. */
const SAME = new Set([
  'Labels',
  'Point',
  'points',
  ...['Actions', 'Annotations', 'Auto', 'Code', 'Description', 'Discussion', 'Import', 'Invitation', 'Invitations'],
  ...['Label', 'Note', 'Notifications', 'Options', 'PDF', 'Points', 'Quarterdeck', 'Secrets', 'UTC', 'Variables'],
  ...['Version', 'Version {{ version }}', 'information', "Apostrophes '"],
  ...['Ctrl', 'Ctrl C', 'Ctrl K', 'Ctrl V', 'Ctrl X', 'Tab'],
  ...['1,234.56', '1.234,56', '2026-11-20 14:30:00', '20.11.2026 14:30', '11/20/2026 14:30', '20/11/2026 14:30'],
]);
/** Without its placeholders such a text has no word to translate. */
const hasWords = (text: string) => /\p{L}/u.test(text.replaceAll(PLACEHOLDER, ''));
const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

const english = textsOf(en);
const french = textsOf(fr);

describe('French', () => {
  it('has the same texts as English, and no others', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('fills in the same values', () => {
    const others = [...french].filter(([key, text]) => {
      const [here, there] = [valuesOf(text), valuesOf(english.get(key) ?? '')];
      // What the server said in English is left out where French has a sentence of its own.
      return here !== there && !(key.startsWith('problems.') && there === 'detail' && here === '');
    });
    expect(others).toEqual([]);
  });

  it('has no text that was left in English', () => {
    const left = [...french].filter(([key, text]) => text === english.get(key) && hasWords(text) && !SAME.has(text));
    expect(left).toEqual([]);
  });

  it.each([
    ['apostrophes are curved', /\p{L}'\p{L}/u],
    ['a narrow space that does not break stands before ; ? !', /(?<!\u202f)[;?!]/u],
    ['a space that does not break stands before a colon', /(?<!\u00a0):/u],
    ['quotes are « and », with spaces that do not break', /[“”]|«[^\u00a0]|[^\u00a0]»/u],
    ['nobody is shouted at', /!/],
    ['no sign is there that nobody sees', /\p{Cc}/u],
  ])('is set as French is: %s', (_, wrong) => {
    expect([...french].filter(([key, text]) => wrong.test(withoutSigns(text)) && !key.includes('.dialect.'))).toEqual(
      [],
    );
  });
});

/** Placeholders, addresses and signs that are named are no sentence. */
const withoutSigns = (text: string) =>
  text
    .replaceAll(PLACEHOLDER, 'x')
    .replaceAll(/https?:\/\/\S*/g, 'x')
    .replaceAll(/currency:EUR|_ \. : \/ -/g, 'x');

const valuesOf = (text: string) =>
  [...text.matchAll(PLACEHOLDER)]
    .map(([, name = '']) => name)
    .sort()
    .join(' ');

function textsOf(node: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(node).flatMap(([name, value]: [string, string | object]) => {
      const key = path ? `${path}.${name}` : name;
      return typeof value === 'string' ? [[key, value] as const] : [...textsOf(value, key)];
    }),
  );
}
