export { PLUGIN_ERROR_KINDS, PluginError, type PluginErrorKind } from './errors.js';
export {
  readingOf,
  stepOf,
  type DisplayLink,
  type DisplayState,
  type FieldDisplay,
  type Reading,
  type Thresholds,
  type ThresholdStep,
  type ValueMapping,
} from './display.js';
export { isLinkAddress, linkAddress, linkPlaces } from './link-address.js';
export {
  cellAt,
  frame,
  frameOf,
  NO_BOOLEAN,
  NO_STRING,
  type BooleanField,
  type Columns,
  type Field,
  type FieldType,
  type Frame,
  type FrameBuilder,
  type Notice,
  type NumberField,
  type Provenance,
  type Row,
  type StringField,
  type TimeField,
  type Totals,
} from './frame.js';
export { decodeFrames, encodeFrames, FRAMES_MEDIA_TYPE, type DecodedFrames } from './frame-codec.js';
export { type PluginContext, type SecretRef, type VariableValues } from './context.js';
export {
  defineDataSource,
  type Auth,
  type DataSource,
  type DataSourceDefinition,
  type HostNeed,
  type Option,
  type QueryDefinition,
  type TcpNeed,
  type TimeRange,
} from './datasource.js';
export {
  type StreamBatch,
  type StreamDefinition,
  type StreamPosition,
  type StreamRecord,
  type SuggestedMetric,
} from './stream.js';
export { type ConnectTarget, type HostSocket, type TlsWishes } from './socket.js';
export { reduced, type Reduction } from './reduced.js';
export { secret } from './secret.js';
export { haveCommonTimes, inSlots, standApart, type Points, type Slots } from './slots.js';
export {
  type ChartPicture,
  type ColumnRef,
  type Format,
  type GaugePicture,
  type HeatmapPicture,
  type Json,
  type JsonObject,
  type Picture,
  type StackPicture,
  type StatPicture,
  type TablePicture,
  type TextPicture,
} from './picture.js';
export {
  defineWidget,
  type AnnotationMark,
  type Theme,
  type Widget,
  type WidgetDefinition,
  type WidgetInput,
} from './widget.js';
export { formatterOf, formatValue, type Formatter } from './format.js';
