package io.dropshiphub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.stereotype.Component;

/**
 * Notes every route node that an exchange reaches in any test, for {@code RouteCoverageCheck} to compare with the nodes there
 * are. Every {@link HubTest} has it; a test with a Camel context of its own adds it with
 * {@code context.getCamelContextExtension().addInterceptStrategy(new RouteCoverage())}.
 */
@Component
public class RouteCoverage implements InterceptStrategy {

    private static final Path FOLDER = Path.of("target", "route-coverage");
    private static final Set<String> VISITED = ConcurrentHashMap.newKeySet();
    private static final Path FILE = startFile();

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        String node = definition.getId();
        String route = CamelContextHelper.getRouteId(definition);
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                visit(node);
                visit(route);
                return super.process(exchange, callback);
            }
        };
    }

    private static void visit(String id) {
        if (id != null && VISITED.add(id)) {
            try {
                // at once: a test may end the JVM
                Files.writeString(FILE, id + "\n", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path startFile() {
        try {
            Files.createDirectories(FOLDER);
            // hubs that tests start as processes of their own have the test classes too
            return Files.createTempFile(FOLDER, "visited-", ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
