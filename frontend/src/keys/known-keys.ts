import type { MessageKey } from '../messages/messages';

/** One line of the sheet. Keys are pressed together; their names are texts where they differ between languages. */
export interface KnownKey {
  readonly keys: readonly (string | { readonly text: MessageKey })[];
  readonly does: MessageKey;
}
export interface KeyGroup {
  readonly heading: MessageKey;
  readonly keys: readonly KnownKey[];
}

const CTRL = { text: 'keys.names.ctrl' } as const;
const SHIFT = { text: 'keys.names.shift' } as const;
const ENTER = { text: 'keys.names.enter' } as const;
const ESCAPE = { text: 'keys.names.escape' } as const;
const ARROWS = { text: 'keys.names.arrows' } as const;
const CLICK = { text: 'keys.names.click' } as const;

/** Every key that does more than its usual work. Whoever gives a key a meaning adds its line here. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    heading: 'keys.everywhere',
    keys: [
      { keys: [CTRL, 'K'], does: 'keys.palette' },
      { keys: ['?'], does: 'keys.sheet' },
      { keys: [ESCAPE], does: 'keys.escape' },
    ],
  },
  {
    heading: 'keys.reading',
    keys: [
      { keys: [CLICK], does: 'keys.alone' },
      { keys: [CTRL, CLICK], does: 'keys.toggle' },
      { keys: [ARROWS], does: 'keys.point' },
      { keys: [ENTER], does: 'keys.follow' },
      { keys: [CTRL, SHIFT, 'F'], does: 'keys.tv' },
    ],
  },
  {
    heading: 'keys.editing',
    keys: [
      { keys: [ARROWS], does: 'keys.move' },
      { keys: [SHIFT, ARROWS], does: 'keys.resize' },
      { keys: [ENTER], does: 'keys.edit' },
      { keys: [{ text: 'keys.names.delete' }], does: 'keys.remove' },
      { keys: [CTRL, 'C'], does: 'keys.copy' },
      { keys: [CTRL, 'X'], does: 'keys.cut' },
      { keys: [CTRL, 'V'], does: 'keys.paste' },
      { keys: [CTRL, 'Z'], does: 'keys.undo' },
      { keys: [CTRL, SHIFT, 'Z'], does: 'keys.redo' },
      { keys: [CTRL, 'S'], does: 'keys.save' },
    ],
  },
  {
    heading: 'keys.writing',
    keys: [
      { keys: [CTRL, ENTER], does: 'keys.send' },
      { keys: [ESCAPE, { text: 'keys.names.tab' }], does: 'keys.leave' },
    ],
  },
];
