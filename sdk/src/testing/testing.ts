export { describeDataSource, type DataSourceCase } from './datasource-kit.js';
export { describeWidget, type WidgetCase } from './widget-kit.js';
export type { Service } from './stub-context.js';
