/** Runs in the browser of the benchmark: the options of the product's own charts, drawn by ECharts alone. */
import { decodeFrames, type ChartPicture } from '@quarterdeck/sdk';
import { draw } from '../../plugins/widget-timeseries/src/draw';
import { options } from '../../plugins/widget-timeseries/src/options';
import { chartDrawing } from '../src/ui/picture/chart/chart-option';
import { tooltipOption } from '../src/ui/picture/chart/chart-tooltip';
import { init } from '../src/ui/picture/chart/echarts';
import { lightTheme } from '../src/ui/palette';

interface Size {
  readonly width: number;
  readonly height: number;
}

async function drawBare(base64: string, range: { from: number; to: number }, sizes: readonly Size[]): Promise<number> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const { frames } = decodeFrames(bytes);
  const charts = frames.map((frame, at) => prepared([frame], range, sizes[at] ?? { width: 320, height: 200 }));
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const began = performance.now();
  await Promise.all(charts.map(drawOne));
  const ended = performance.now();
  document.body.replaceChildren();
  return ended - began;
}

/** Everything but ECharts: the place on the page and the option, with all that a chart of the product can do. */
function prepared(frames: ReturnType<typeof decodeFrames>['frames'], range: { from: number; to: number }, size: Size) {
  const scene = {
    range: { ...range, timezone: 'UTC' },
    theme: lightTheme,
    locale: 'en',
    print: false,
    annotations: [],
  };
  const input = { frames, options: options.parse({}), size, ...scene };
  const picture = draw(input) as ChartPicture;
  const place = document.createElement('div');
  Object.assign(place.style, { width: `${String(size.width)}px`, height: `${String(size.height)}px`, float: 'left' });
  document.body.append(place);
  const drawing = chartDrawing(picture, frames, scene, size);
  const tooltip = tooltipOption(drawing, scene, () => ({ chart: null, y: 0 }));
  return { place, option: { ...drawing.option, tooltip } };
}

const drawOne = ({ place, option }: ReturnType<typeof prepared>) =>
  new Promise<void>((resolve) => {
    const chart = init(place, null, { renderer: 'canvas' });
    chart.on('finished', () => {
      resolve();
    });
    chart.setOption(option);
  });

Object.assign(globalThis, { drawBare });
