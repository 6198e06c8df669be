import { lookup as resolve } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';

/** An address of this machine, of a network of one's own, or of nobody: nothing that a stranger's wish may lead us to. */
export class NotForeign extends Error {
  constructor() {
    super('the name leads to an address that is not out in the net');
    this.name = 'NotForeign';
  }
}

// Apart: in one list a block of IPv6 that wraps addresses of IPv4 counts for those as well.
const own = { ipv4: new BlockList(), ipv6: new BlockList() };
// Loopback, private, link-local, shared, benchmarks, documentation, old relays, many-at-once, reserved (RFC 6890, 5735, 1112).
const ofIpv4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 ' +
  '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4';
// Of IPv6 what is not globally routed, and what wraps or tunnels an address of IPv4.
const ofIpv6 =
  '::/96 ::ffff:0:0/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 ' +
  'fc00::/7 fe80::/10 fec0::/10 ff00::/8';
for (const [kind, nets] of [
  ['ipv4', ofIpv4],
  ['ipv6', ofIpv6],
] as const)
  for (const net of nets.split(' ')) {
    const [address = '', bits] = net.split('/');
    own[kind].addSubnet(address, Number(bits), kind);
  }

/** Is this address one out in the net? */
export function isForeign(address: string): boolean {
  const kind = isIPv6(address) ? 'ipv6' : 'ipv4';
  return !own[kind].check(address, kind);
}

/**
 * Finds the addresses of a name and keeps to those out in the net: the connection goes to the very address that was looked at,
 * so that a name which answers otherwise the second time leads nowhere else.
 */
export const lookupForeign: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 0);
    const foreign = found.filter(({ address }) => isForeign(address));
    const [first] = foreign;
    // One of its addresses that is not foreign makes the whole name suspect.
    if (!first || foreign.length < found.length) return done(new NotForeign(), '', 0);
    if (options.all) return done(null, foreign);
    return done(null, first.address, first.family);
  });
};
