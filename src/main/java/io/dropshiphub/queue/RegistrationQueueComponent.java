package io.dropshiphub.queue;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;

/** {@code registration-queue:<platform>}: a route starting there gets every due job of that marketplace. */
@Component("registration-queue-component")
public class RegistrationQueueComponent extends DefaultComponent {

    private final JobClaims claims;
    private final QueueSignals signals;
    private final QueueProperties settings;

    RegistrationQueueComponent(JobClaims claims, QueueSignals signals, QueueProperties settings) {
        this.claims = claims;
        this.signals = signals;
        this.settings = settings;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String platform, Map<String, Object> parameters) throws Exception {
        RegistrationQueueEndpoint endpoint =
                new RegistrationQueueEndpoint(uri, this, platform, claims, signals, settings);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
