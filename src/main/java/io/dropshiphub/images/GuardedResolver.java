package io.dropshiphub.images;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for the image client and refuses any answer that holds an address which is not public. The client connects
 * to exactly the addresses returned here, so a name that changes its answer between check and connect gains nothing.
 */
final class GuardedResolver implements DnsResolver {

    /** The name resolves, but not to where a picture may be fetched from. */
    static final class NotPublicException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublicException(String host, InetAddress address, String why) {
            super(
                    host.equals(address.getHostAddress())
                            ? host + " is not a public address (" + why + ")"
                            : host + " resolves to " + address.getHostAddress() + ", which is not a public address ("
                                    + why + ")");
        }
    }

    private final DnsResolver names;
    private final AllowedHosts allowed;

    GuardedResolver(DnsResolver names, AllowedHosts allowed) {
        this.names = names;
        this.allowed = allowed;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        InetAddress[] addresses = allowed.contains(host, port) ? names.resolve(host) : resolve(host);
        return Arrays.stream(addresses)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            // one private address among public ones is enough: nobody has that by accident
            String why = PublicAddresses.refusal(address).orElse(null);
            if (why != null) {
                throw new NotPublicException(host, address, why);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return host;
    }
}
