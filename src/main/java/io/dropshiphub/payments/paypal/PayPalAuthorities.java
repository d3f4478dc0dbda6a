package io.dropshiphub.payments.paypal;

import io.dropshiphub.payments.PaymentProblem;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.springframework.core.io.DefaultResourceLoader;

/** The authorities whose certificates are believed: the JDK's, or those of a file. Read when first needed. Thread-safe. */
final class PayPalAuthorities {

    private final String location;
    private volatile Set<TrustAnchor> anchors;

    /** @param location of a PEM file, as {@code file:/…}; empty for the JDK's */
    PayPalAuthorities(String location) {
        this.location = location;
    }

    /** Those who are trusted. */
    Set<TrustAnchor> anchors() throws GeneralSecurityException {
        Set<TrustAnchor> loaded = anchors;
        if (loaded == null) {
            Set<TrustAnchor> read = new HashSet<>();
            trusted().forEach(certificate -> read.add(new TrustAnchor(certificate, null)));
            anchors = loaded = read;
        }
        return loaded;
    }

    private Collection<X509Certificate> trusted() throws GeneralSecurityException {
        if (!location.isBlank()) {
            try (InputStream file =
                    new DefaultResourceLoader().getResource(location.strip()).getInputStream()) {
                List<X509Certificate> read = certificates(file);
                if (read.isEmpty()) {
                    throw none("no certificate in it");
                }
                return read;
            } catch (IOException unreadable) {
                throw none(unreadable.getMessage());
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        List<X509Certificate> all = new ArrayList<>();
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                all.addAll(List.of(trust.getAcceptedIssuers()));
            }
        }
        return all;
    }

    private static PaymentProblem none(String why) {
        return new PaymentProblem(
                "HUB-PAY-425",
                503,
                "The file of hub.payments.paypal.webhook.authorities cannot be read (" + why
                        + "), so no PayPal webhook can be checked; nothing was changed. Correct it, or leave it empty.");
    }

    /** The certificates of a PEM file; none when it is none. */
    static List<X509Certificate> certificates(InputStream file) {
        List<X509Certificate> read = new ArrayList<>();
        try {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                read.add((X509Certificate) each);
            }
        } catch (GeneralSecurityException unreadable) {
            return List.of();
        }
        return read;
    }
}
