package io.dropshiphub.images;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Tells public internet addresses from all others. The JDK's own questions ({@code isSiteLocalAddress} …) know neither
 * carrier-grade NAT nor unique local addresses nor IPv4 hidden in IPv6.
 */
final class PublicAddresses {

    /** A block of addresses and why nothing is fetched from it. */
    private record Block(byte[] prefix, int bits, String what) {

        static Block of(String cidr, String what) {
            int slash = cidr.indexOf('/');
            try {
                return new Block(
                        InetAddress.getByName(cidr.substring(0, slash)).getAddress(),
                        Integer.parseInt(cidr.substring(slash + 1)),
                        what);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(cidr, e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int shift = address.length * 8 - bits;
            return new BigInteger(1, address).shiftRight(shift).equals(new BigInteger(1, prefix).shiftRight(shift));
        }
    }

    private static final List<Block> DENIED = List.of(
            Block.of("0.0.0.0/8", "this network"),
            Block.of("10.0.0.0/8", "private"),
            Block.of("100.64.0.0/10", "carrier-grade NAT"),
            Block.of("127.0.0.0/8", "this machine"),
            Block.of("169.254.0.0/16", "link-local"),
            Block.of("172.16.0.0/12", "private"),
            Block.of("192.0.0.0/24", "protocol assignments"),
            Block.of("192.0.2.0/24", "documentation"),
            Block.of("192.88.99.0/24", "6to4 relay"),
            Block.of("192.168.0.0/16", "private"),
            Block.of("198.18.0.0/15", "benchmarking"),
            Block.of("198.51.100.0/24", "documentation"),
            Block.of("203.0.113.0/24", "documentation"),
            Block.of("224.0.0.0/4", "multicast"),
            Block.of("240.0.0.0/4", "reserved"),
            // Teredo, ORCHID, benchmarking: tunnels and experiments, no image server lives there
            Block.of("2001::/23", "special-purpose IPv6"),
            Block.of("2001:db8::/32", "documentation"),
            Block.of("2002::/16", "6to4 tunnel"),
            Block.of("3fff::/20", "documentation"));

    private static final Block GLOBAL_UNICAST = Block.of("2000::/3", "");
    /** An IPv6-only network reaches IPv4 servers through this prefix, so the address inside is what counts. */
    private static final Block NAT64 = Block.of("64:ff9b::/96", "");

    private PublicAddresses() {}

    /** Why nothing may be fetched from {@code address}; empty when it is public. */
    static Optional<String> refusal(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Block block : DENIED) {
            if (block.contains(bytes)) {
                return Optional.of(block.what());
            }
        }
        if (address instanceof Inet4Address) {
            return Optional.empty();
        }
        if (NAT64.contains(bytes)) {
            return embedded(bytes);
        }
        if (!GLOBAL_UNICAST.contains(bytes)) {
            // loopback, link-local, unique local, site-local, multicast, IPv4-mapped and -compatible, local NAT64
            return Optional.of("not global IPv6");
        }
        boolean isatap = (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && (bytes[11] & 0xFF) == 0xFE;
        return isatap ? Optional.of("ISATAP tunnel") : Optional.empty();
    }

    private static Optional<String> embedded(byte[] ipv6) {
        try {
            return refusal(InetAddress.getByAddress(java.util.Arrays.copyOfRange(ipv6, 12, 16)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}
