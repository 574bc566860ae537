/** ECharts' own modules, each part in a file of its own: what it exports together would be loaded together. */
declare module 'echarts/lib/*' {
  import type { use } from 'echarts/core';

  type Part = Extract<Parameters<typeof use>[0], unknown[]>[number];
  export const install: Part;
  export const installLabelLayout: Part;
}
