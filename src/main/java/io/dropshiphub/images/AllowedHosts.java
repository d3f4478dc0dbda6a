package io.dropshiphub.images;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The hosts an operator has cleared although they are private or answer on an unusual port; exact matches only. */
final class AllowedHosts {

    private final Set<String> hostsAndPorts = new HashSet<>();

    /**
     * @param entries {@code host:port}, or {@code host} for its ports 80 and 443; blank ones are skipped
     * @throws IllegalArgumentException when an entry is not readable
     */
    AllowedHosts(List<String> entries) {
        for (String entry : entries) {
            if (entry.isBlank()) {
                continue;
            }
            try {
                ImageAddress asHttp = ImageAddress.parse("http://" + entry.strip() + "/");
                ImageAddress asHttps = ImageAddress.parse("https://" + entry.strip() + "/");
                if (!asHttp.path().equals("/")) {
                    throw new IllegalArgumentException("only a host and port is expected");
                }
                hostsAndPorts.add(key(asHttp.host(), asHttp.port()));
                hostsAndPorts.add(key(asHttps.host(), asHttps.port()));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "hub.images.allow-hosts (HUB_IMAGES_ALLOW_HOSTS): '" + entry
                                + "' is not host or host:port; separate several by commas",
                        e);
            }
        }
    }

    boolean contains(String host, int port) {
        return hostsAndPorts.contains(key(host, port));
    }

    private static String key(String host, int port) {
        return host + " " + port;
    }
}
