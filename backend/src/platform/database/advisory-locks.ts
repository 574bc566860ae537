/**
 * The numbers of our advisory locks, in one place so that no two meet by accident. They mean nothing else; all processes
 * on one database must agree on them.
 */
export const ADVISORY_LOCKS = {
  /** Held while migrations run. */
  migration: 7_340_117,
  /** Held while a month partition of the points is made. */
  partition: 7_340_118,
  /** Held while the first owner or the first workspace is made. */
  firstOwner: 7_340_119,
  /** Held while the demo is loaded. */
  demo: 7_340_120,
  /** Held while a process makes rollups right. */
  rollups: 7_340_121,
  /** Held, with a number made of the connection's id, by the process that reads a stream of that connection. */
  syncs: 7_340_122,
  /** Held while points are moved to TimescaleDB. */
  storageMove: 7_340_140,
  /** Held while a process tends a closed month or chunk of points. */
  upkeep: 7_340_141,
} as const;
