package io.dropshiphub.admin.routes;

import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultExecutorServiceManager;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/**
 * A Camel context that is never started: routes are built in it with the real hub's beans, settings and components to see
 * whether they can be. Nothing built here consumes, sends or is registered with the real context.
 */
final class ScratchContext extends DefaultCamelContext {

    /** Camel's core asks for these by class; they have no settings. */
    private static final Set<String> OWN = Set.of("bean", "class");

    private final CamelContext real;

    ScratchContext(CamelContext real) {
        super(false);
        this.real = real;
        getCamelContextExtension().setName(real.getName() + "-check");
        disableJMX();
        // nobody needs to know that it ends what never began
        setStartupSummaryLevel(StartupSummaryLevel.Off);
        setSourceLocationEnabled(true);
        getCamelContextExtension().setRegistry(new DefaultRegistry(new BorrowedBeans(real)));
        ComponentResolver usual = PluginHelper.getComponentResolver(getCamelContextExtension());
        getCamelContextExtension()
                .addContextPlugin(
                        ComponentResolver.class,
                        (name, context) -> OWN.contains(name)
                                ? resolve(usual, name)
                                : real.getComponent(name) == null ? null : new BorrowedComponent(real, name));
        getPropertiesComponent().addPropertiesSource(new BorrowedSettings(real));
        build();
    }

    private Component resolve(ComponentResolver resolver, String name) throws Exception {
        return resolver.resolveComponent(name, this);
    }

    @Override
    protected ExecutorServiceManager createExecutorServiceManager() {
        return new DefaultExecutorServiceManager(this) {
            @Override
            public ThreadPoolProfile getThreadPoolProfile(String id) {
                ThreadPoolProfile own = super.getThreadPoolProfile(id);
                return own != null ? own : real.getExecutorServiceManager().getThreadPoolProfile(id);
            }
        };
    }

    /** The hub's beans, but not its components: a component that is handed out would change its context. */
    private record BorrowedBeans(CamelContext real) implements BeanRepository {

        @Override
        public Object lookupByName(String name) {
            Object bean = real.getRegistry().lookupByName(name);
            return bean instanceof Component || bean instanceof CamelContext ? null : bean;
        }

        @Override
        public <T> T lookupByNameAndType(String name, Class<T> type) {
            Object bean = lookupByName(name);
            return type.isInstance(bean) ? type.cast(bean) : null;
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            // Camel looks for its own optional parts this way; the scratch context needs none of the real one's
            return Map.of();
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return Set.of();
        }
    }

    private record BorrowedSettings(CamelContext real) implements PropertiesSource {

        @Override
        public String getName() {
            return "hub";
        }

        @Override
        public String getProperty(String name) {
            return real.getPropertiesComponent().resolveProperty(name).orElse(null);
        }
    }

    /** Lets the real component make the endpoint, so that its settings and options are the real ones. */
    private static final class BorrowedComponent extends DefaultComponent {

        private final CamelContext real;
        private final String name;

        BorrowedComponent(CamelContext real, String name) {
            this.real = real;
            this.name = name;
            // the real component has been given its beans already; its configurer would not know this one
            setAutowiredEnabled(false);
        }

        @Override
        public boolean useRawUri() {
            return real.getComponent(name).useRawUri();
        }

        @Override
        public Endpoint createEndpoint(String uri) throws Exception {
            return real.getComponent(name).createEndpoint(uri);
        }

        @Override
        public Endpoint createEndpoint(String uri, Map<String, Object> properties) throws Exception {
            return real.getComponent(name).createEndpoint(uri, properties);
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            throw new UnsupportedOperationException("the real component makes the endpoints");
        }
    }
}
