/** Where a plugin wants to connect to. */
export interface ConnectTarget {
  readonly host: string;
  readonly port: number;
}

export interface TlsWishes {
  /** Refuse a server whose certificate does not name the host or comes from nobody known. On unless it is said. */
  readonly verify?: boolean;
  /** Certificates in PEM that are trusted in place of the well-known ones. */
  readonly ca?: string;
}

/**
 * A TCP connection that the host has opened and holds: the plugin sees its bytes. Made by `context.connect`, for
 * datasources that speak something else than HTTP. Either stream fails with a PluginError when the connection is lost,
 * takes in too much, or stands idle for too long.
 */
export interface HostSocket {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
  /**
   * Encrypts from here on, to the host that was connected to; the same streams go on. Called when nothing is under way in
   * either direction: bytes that came in and were not read make it fail. Rejects with a PluginError.
   */
  startTls(wishes?: TlsWishes): Promise<void>;
  /** Ends the connection at once; can be called twice. */
  close(): void;
}
