package io.dropshiphub.admin.routes;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The route files and what became of them. */
@Component
public class RouteFiles implements CamelContextConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);

    private final RouteFolder folder;

    RouteFiles(RoutesProperties properties) {
        folder = new RouteFolder(properties);
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        try {
            List<RouteFile> files = folder.read();
            List<Resource> resources = files.stream().map(RouteFile::asResource).toList();
            PluginHelper.getRoutesLoader(context).loadRoutes(resources);
            LOG.info("Routes: {} files from {}", files.size(), folder.place());
        } catch (Exception e) {
            throw new IllegalStateException("the routes could not be loaded: " + e.getMessage(), e);
        }
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // nothing to do
    }
}
