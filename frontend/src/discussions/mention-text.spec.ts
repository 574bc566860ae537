import { labelsOf, matching, nameMentions, storedOf, typedOf, typingAt, type Person } from './mention-text';

const person = (n: number, name: string): Person => ({ id: `0199d1a4-0000-7000-8000-00000000000${String(n)}`, name });
const ada = person(1, 'Ada');
const lovelace = person(2, 'Ada Lovelace');
const twin = person(3, 'Ada');
const odd = person(4, 'a.*b (c)');
const people = [ada, lovelace, twin, odd];

describe('a mention', () => {
  it('is typed by name and sent by id, and back', () => {
    const typed = 'Hi @Ada Lovelace, @Ada, @Ada 2 and @a.*b (c)!';
    const stored = `Hi @[${lovelace.id}], @[${ada.id}], @[${twin.id}] and @[${odd.id}]!`;
    expect(storedOf(typed, people)).toBe(stored);
    expect(typedOf(stored, people)).toBe(typed);
  });

  it('ends where the name ends', () => {
    expect(storedOf('@Adam and mail@Ada.example', [ada])).toBe(`@Adam and mail@[${ada.id}].example`);
  });

  it('of somebody who is unknown stays as it is', () => {
    expect(typedOf(`@[${ada.id}]`, [])).toBe(`@[${ada.id}]`);
  });

  it('offers people while a name is typed, and only then', () => {
    expect(typingAt('Ask @ad', 7)).toEqual({ query: 'ad', at: 4 });
    expect(typingAt('@', 1)).toEqual({ query: '', at: 0 });
    expect(typingAt('me@ad', 5)).toBeNull();
    expect(typingAt('Ask @ad\nnext', 12)).toBeNull();
    expect(matching(people, 'lo')).toEqual([lovelace]);
    expect(labelsOf(people).get(twin.id)).toBe('Ada 2');
  });

  it('is shown by the present name as text, and not in code', () => {
    const box = document.createElement('template');
    box.innerHTML = `<p>See @[${ada.id}] <code>@[${ada.id}]</code> @[${odd.id}]</p>`;
    nameMentions(box.content, [person(1, '<img src=x onerror=alert(1)>')], 'somebody');
    expect(box.content.textContent).toBe(`See @<img src=x onerror=alert(1)> @[${ada.id}] @somebody`);
    expect(box.content.querySelectorAll('img')).toHaveLength(0);
    expect(box.content.querySelectorAll('.qd-mention')).toHaveLength(2);
  });
});
