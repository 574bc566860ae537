import * as fc from 'fast-check';
import { commentContent } from './comment-markdown';

const CORPUS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&colon;alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox(1))',
  '[x](https://a.example "onmouseover=alert(1)")',
  '[x](<https://a.example/" onmouseover="alert(1)>)',
  '![x](https://evil.example/pixel.png)',
  '![x](x"onerror="alert(1))',
  '<https://a.example/"onclick="alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '`<img src=x onerror=alert(1)>`',
  '```html\n<script>alert(1)</script>\n```',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
  '<math><mtext></p><style><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<form action="https://evil.example"><input name=q></form>',
  '<style>*{background:url(https://evil.example)}</style>',
  '@[0199d1a4-0000-7000-8000-000000000001](javascript:alert(1))',
];
const ALLOWED = /^(h[1-6]|p|br|hr|strong|em|del|code|pre|blockquote|ul|ol|li|a|table|thead|tbody|tr|th|td|span)$/;
const someone = { id: '0199d1a4-0000-7000-8000-000000000001', name: '"><img src=x onerror=alert(1)>' };

/** What could run, load or lead astray in a text; empty where nothing can. */
function harmOf(text: string): string[] {
  const box = document.createElement('div');
  box.append(commentContent(text, [someone], 'somebody'));
  return [...box.querySelectorAll('*')].flatMap((element) => {
    const name = element.localName;
    const wrong = [...element.attributes].filter(({ name: attribute, value }) => !isHarmless(name, attribute, value));
    return [...(ALLOWED.test(name) ? [] : [name]), ...wrong.map((attribute) => `${name} ${attribute.name}`)];
  });
}

function isHarmless(element: string, attribute: string, value: string): boolean {
  if (attribute === 'href') return element === 'a' && /^(https?:|mailto:|\/(?!\/))/i.test(value);
  if (attribute === 'rel') return value === 'noopener noreferrer';
  if (attribute === 'class') return element === 'span' && value === 'qd-mention';
  return (attribute === 'target' && value === '_blank') || attribute === 'align';
}

describe('a comment', () => {
  it('runs nothing, loads nothing and leads nowhere that runs, of a collection of attacks', () => {
    expect(CORPUS.flatMap(harmOf)).toEqual([]);
  });

  it('does so in whatever way attacks and Markdown are put together', () => {
    const piece = fc.oneof(
      fc.constantFrom(...CORPUS),
      fc.constantFrom('> ', '- ', '\n', '\n\n', '**', '_', '`', '[', '](', ')', '<', '>', '"', '&#60;', '|', '# '),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(harmOf(pieces.join(''))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('lets links lead away without saying from where', () => {
    const box = document.createElement('div');
    box.append(commentContent('[x](https://a.example)', [], ''));
    expect(box.querySelector('a')?.rel).toBe('noopener noreferrer');
  });
});
