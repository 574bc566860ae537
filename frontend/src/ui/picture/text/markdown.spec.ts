import { markdownContent } from './markdown';

function shown(markdown: string): HTMLElement {
  const box = document.createElement('div');
  box.append(markdownContent(markdown));
  return box;
}

describe('Markdown', () => {
  it('becomes headings, lists, tables and links that lead away safely', () => {
    const box = shown('# Title\n\n- one\n\n| a |\n|---|\n| 1 |\n\n[site](https://example.org)');
    expect(box.querySelector('h1')?.textContent).toBe('Title');
    expect(box.querySelectorAll('li, td')).toHaveLength(2);
    expect(box.querySelector('a')?.rel).toBe('noopener noreferrer');
  });

  it('shows HTML as it was written', () => {
    const box = shown('<script>alert(1)</script> and <b onclick="x()">bold</b>');
    expect(box.querySelector('script, b')).toBeNull();
    expect(box.textContent).toContain('<script>alert(1)</script>');
  });

  it('follows no address that runs code and loads no picture', () => {
    const box = shown(
      '[x](javascript:alert(1)) [y](data:text/html,z) ![pic](https://evil.example/x.png) [z](//evil.example)',
    );
    expect(box.querySelectorAll('[href], img')).toHaveLength(0);
    expect(box.textContent).toContain('pic');
  });
});
