package io.dropshiphub.payments.paypal;

import java.io.IOException;
import java.net.URI;

/** Fetches a certificate file. */
@FunctionalInterface
interface CertificateSource {

    /**
     * The file, PEM.
     *
     * @param address checked before: a host that certificates may come from
     * @return its bytes, or null when there is none at this address
     * @throws IOException when it cannot be had now
     */
    byte[] fetch(URI address) throws IOException;
}
