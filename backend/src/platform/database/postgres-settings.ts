const MEGABYTE = 1024 * 1024;

/**
 * The settings the embedded server starts with. They stand on its command line, so an update of Quarterdeck updates them.
 * @param memory bytes this process may use
 * @param throwaway for test databases: nothing has to survive a power cut
 */
export function postgresSettings(memory: number, throwaway: boolean): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: `${share(memory, 8, 32, 256)}MB`,
    effective_cache_size: `${share(memory, 2, 128, 8192)}MB`,
    maintenance_work_mem: `${share(memory, 32, 16, 128)}MB`,
    work_mem: `${share(memory, 256, 4, 16)}MB`,
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    max_locks_per_transaction: '256', // one per partition that a statement touches
    jit: 'off', // costs more than it gives on queries of milliseconds
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...durability(throwaway),
  };
}

function durability(throwaway: boolean): Record<string, string> {
  const on = throwaway ? 'off' : 'on';
  return { fsync: on, synchronous_commit: on, full_page_writes: on };
}

/** A part of the memory in whole megabytes, within bounds. */
function share(memory: number, part: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, memory / part / MEGABYTE)));
}
