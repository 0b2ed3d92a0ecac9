import { BlockList, isIP } from 'node:net';

/** IANA special-purpose ranges: private, link-local (with cloud metadata), loopback and the like (RULES 11.9). */
const refused4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only global unicast is public; inside it, the transition and documentation ranges are not. */
const refused6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

export interface AddressGuard {
  isPublic(address: string): boolean;
}

export function createAddressGuard(): AddressGuard {
  const refused = new BlockList();
  for (const [net, prefix] of refused4) refused.addSubnet(net, prefix, 'ipv4');
  for (const [net, prefix] of refused6) refused.addSubnet(net, prefix, 'ipv6');
  const globalUnicast = new BlockList();
  globalUnicast.addSubnet('2000::', 3, 'ipv6');
  return {
    isPublic(address) {
      const bare = address.replace(/%.*$/, '');
      switch (isIP(bare)) {
        case 4:
          return !refused.check(bare, 'ipv4');
        // IPv4-mapped and NAT64 addresses are outside 2000::/3, and so refused as a whole.
        case 6:
          return globalUnicast.check(bare, 'ipv6') && !refused.check(bare, 'ipv6');
        default:
          return false;
      }
    },
  };
}
