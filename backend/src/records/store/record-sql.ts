/** `$1` is the stream, `$2` how many. */
export const LATEST = 'where stream_id = $1 order by ts desc limit $2';
