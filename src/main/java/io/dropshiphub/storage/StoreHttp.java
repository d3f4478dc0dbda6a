package io.dropshiphub.storage;

import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/** How stores are called over HTTP: time-outs, one bounded connection pool each, and a few quick retries. */
@Component
public class StoreHttp implements HttpClientConfigurer {

    private final StorageProperties.Calls settings;

    StoreHttp(StorageProperties settings) {
        this.settings = settings.calls();
    }

    /** A client of its own, for who does not call through Camel. */
    HttpClient client() {
        HttpClientBuilder client = HttpClientBuilder.create();
        configureHttpClient(client);
        return client.build();
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        Timeout response = Timeout.of(settings.responseTimeout());
        client.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(settings.connections())
                        .setMaxConnPerRoute(settings.connections())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                                .setSocketTimeout(response)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(response)
                        .setResponseTimeout(response)
                        .build())
                .setRetryStrategy(new QuickRetries(settings))
                .evictIdleConnections(TimeValue.of(30, TimeUnit.SECONDS))
                // Supabase refuses secret keys from what looks like a browser
                .setUserAgent("dropship-hub")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
    }
}
