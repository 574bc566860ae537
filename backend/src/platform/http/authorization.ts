/** Every token of ours says what it is; see `TokenPrefix`. */
const OURS = /^qd_[a-z]+_/;

/**
 * The token that a request carries: as `Bearer`, as InfluxDB's clients send it (`Token …`), or as the password of `Basic`,
 * with any user name, for programs that know nothing else. Another password is not meant for us: it opened a gate before.
 */
export function tokenOf(authorization = ''): string | undefined {
  const [, scheme = '', sent = ''] = /^(Bearer|Token|Basic) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return sent === '' ? undefined : sent;
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(sent, 'base64').toString('utf8')) ?? [];
  return OURS.test(password) ? password : undefined;
}
