/** What the database client uses of Node's `util`. */
export const deprecate = <T>(deprecated: T): T => deprecated;
export const isDate = (value: unknown): value is Date => value instanceof Date;
