package io.dropshiphub.admin.database;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Starts the embedded PostgreSQL while Spring still sets up the web server, which takes about as long. Stops it when the last
 * bean that uses it is gone, or when the hub fails to start. A command uses the server of a hub that runs already.
 */
class DatabaseStart implements BeanFactoryPostProcessor, EnvironmentAware, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseStart.class);

    private Environment environment;
    private CompletableFuture<DatabaseServer> server;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        DatabaseProperties properties = Binder.get(environment).bindOrCreate("hub.database", DatabaseProperties.class);
        if (properties.isEmbedded()) {
            server = new CompletableFuture<>();
            Thread starter = new Thread(() -> start(properties), "database-start");
            starter.setDaemon(true);
            starter.start();
        } else {
            DatabaseUrl url = DatabaseUrl.parse(properties.url());
            LOG.info("Database: {}", url);
            server = CompletableFuture.completedFuture(DatabaseServer.elsewhere(url));
        }
    }

    private void start(DatabaseProperties properties) {
        try {
            boolean guest = environment.getProperty("hub.command") != null;
            server.complete((guest ? EmbeddedServer.running(properties) : Optional.<DatabaseUrl>empty())
                    .map(DatabaseServer::elsewhere)
                    .orElseGet(() -> EmbeddedServer.start(properties)));
        } catch (RuntimeException | Error e) {
            server.completeExceptionally(e);
        }
    }

    /**
     * The server, once it is ready.
     *
     * @throws DatabaseProblem when it does not start
     */
    DatabaseServer await() {
        try {
            return server.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw e;
        }
    }

    @Override
    public void destroy() {
        if (server != null) {
            // also one that is only just coming up
            server.handle((started, failure) -> started)
                    .thenAccept(started -> {
                        if (started != null) {
                            started.close();
                        }
                    })
                    .join();
        }
    }
}
