/** The network that an address belongs to, without what tells a household: 203.0.113.0/24, 2001:db8:1::/48; null for what is no address. */
export function maskedAddress(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(plain);
  if (four) return `${four.slice(1).join('.')}.0/24`;
  const groups = groupsOf(plain);
  return (
    groups &&
    `${groups
      .slice(0, 3)
      .join(':')
      .replace(/(:0)+$/, '')}::/48`
  );
}

/** The eight groups of an IPv6 address, without leading zeros; null where it is none. */
function groupsOf(address: string): string[] | null {
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return null;
  const [head = '', tail] = address.toLowerCase().split('::');
  const parts = (text: string) => (text === '' ? [] : text.split(':'));
  const [front, back] = [parts(head), parts(tail ?? '')];
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 0) return null;
  const zeros = Array.from({ length: missing }, () => '0');
  return [...front, ...zeros, ...back].map((group) => group.replace(/^0+(?=.)/, ''));
}
