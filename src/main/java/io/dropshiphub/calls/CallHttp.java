package io.dropshiphub.calls;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/**
 * How outside services are called: time-outs, one bounded connection pool an endpoint, and nothing done behind the hub's
 * back. The HTTP client would otherwise send a request again by itself after 429, 503 or a broken connection, which is
 * how a second listing comes to be.
 */
@Component
public class CallHttp implements HttpClientConfigurer {

    /**
     * @param connectTimeout how long a connection may take
     * @param responseTimeout how long an answer may stay away before the call counts as unanswered
     * @param connections pool size of each service; at least as many as a marketplace's workers
     * @param idleAfter an idle connection older than this is checked before use
     */
    @Validated
    @ConfigurationProperties("hub.calls")
    record Settings(
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("30s") Duration responseTimeout,
            @DefaultValue("64") @Min(1) int connections,
            @DefaultValue("1s") Duration idleAfter) {}

    private final Settings settings;

    CallHttp(Settings settings) {
        this.settings = settings;
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
                                .setValidateAfterInactivity(TimeValue.of(settings.idleAfter()))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(response)
                        .setResponseTimeout(response)
                        .build())
                .evictIdleConnections(TimeValue.of(30, TimeUnit.SECONDS))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
    }
}
