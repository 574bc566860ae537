import { install as line } from 'echarts/lib/chart/line/install.js';
import { install as grid } from 'echarts/lib/component/grid/install.js';
import { install as tooltip } from 'echarts/lib/component/tooltip/install.js';
import { install as canvas } from 'echarts/lib/renderer/installCanvasRenderer.js';
import { use } from 'echarts/core';

/**
 * What most charts are made of. It comes with the first chart; `missingParts` knows what others need besides. Each part is
 * imported from its own file: `echarts/charts` and the like hold all of them together.
 */
use([line, grid, tooltip, canvas]);

export { init } from 'echarts/core';
