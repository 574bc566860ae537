/** Each icon is imported from its own file: through the package's index every page would load the icons of all of them. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  import type { IconNode } from 'lucide';
  const icon: IconNode;
  export default icon;
}

declare module 'lucide/dist/esm/createElement.mjs' {
  import type { createElement as CreateElement } from 'lucide';
  const createElement: typeof CreateElement;
  export default createElement;
}
