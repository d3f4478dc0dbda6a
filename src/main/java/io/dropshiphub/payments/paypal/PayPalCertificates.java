package io.dropshiphub.payments.paypal;

import io.dropshiphub.payments.GatewayWebhooks.Forged;
import io.dropshiphub.payments.PaymentProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The certificates that PayPal signs with: only from its hosts, only with a chain to a trusted authority, only while they are
 * valid. One that has passed is held for a while; what has not passed is never held, so nobody can fill the memory. Thread-safe.
 */
@Component
class PayPalCertificates {

    /** PayPal changes its certificates by changing their address; a day later one is looked at again all the same. */
    private static final Duration HELD = Duration.ofDays(1);

    /** @param until when the chain is checked anew */
    private record Checked(PublicKey key, Instant until) {}

    private final CertificateSource source;
    private final List<String> hosts;
    private final PayPalAuthorities authorities;
    private final Map<URI, Checked> known = new ConcurrentHashMap<>();

    PayPalCertificates(PayPalProperties properties, CertificateSource source) {
        this.source = source;
        this.hosts = properties.webhook().certificateHosts();
        this.authorities = new PayPalAuthorities(properties.webhook().authorities());
    }

    /**
     * The public key of the certificate at this address.
     *
     * @throws Forged when it is none of PayPal's
     * @throws PaymentProblem 503 when it cannot be had now
     */
    PublicKey key(String address, Instant now) {
        URI uri = allowed(address);
        Checked held = known.get(uri);
        if (held != null && now.isBefore(held.until())) {
            return held.key();
        }
        X509Certificate certificate = checked(chain(uri), now);
        Instant end = certificate.getNotAfter().toInstant();
        Instant until = now.plus(HELD).isBefore(end) ? now.plus(HELD) : end;
        known.values().removeIf(old -> !now.isBefore(old.until()));
        known.put(uri, new Checked(certificate.getPublicKey(), until));
        return certificate.getPublicKey();
    }

    private URI allowed(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && hosts.stream().anyMatch(host -> isAt(uri, host.strip()))) {
                return uri;
            }
        } catch (URISyntaxException none) {
            // said below
        }
        throw new Forged("the certificate's address is none of PayPal's");
    }

    private static boolean isAt(URI uri, String allowed) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return allowed.startsWith(".")
                ? "https".equals(uri.getScheme()) && port.isEmpty() && host.endsWith(allowed)
                : allowed.equals(uri.getScheme() + "://" + host + port);
    }

    private List<X509Certificate> chain(URI uri) {
        byte[] file;
        try {
            file = source.fetch(uri);
        } catch (IOException away) {
            throw new PaymentProblem(
                    "HUB-PAY-424",
                    503,
                    "The certificate of a PayPal webhook cannot be fetched from " + uri.getHost() + " now ("
                            + away.getClass().getSimpleName()
                            + "); nothing was changed. PayPal delivers it again by itself. Let the hub reach that host.");
        }
        List<X509Certificate> chain =
                file == null ? List.of() : PayPalAuthorities.certificates(new ByteArrayInputStream(file));
        if (chain.isEmpty()) {
            throw new Forged("there is no certificate at its address");
        }
        return chain;
    }

    private X509Certificate checked(List<X509Certificate> chain, Instant now) {
        X509Certificate signer = chain.get(0);
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(signer);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(authorities.anchors(), target);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setDate(Date.from(now));
            // asking every authority would be one more call a webhook; the address and the hours of a certificate limit
            // the harm
            parameters.setRevocationEnabled(false);
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return signer;
        } catch (GeneralSecurityException untrusted) {
            throw new Forged("the certificate is not valid or of no trusted authority");
        }
    }
}
