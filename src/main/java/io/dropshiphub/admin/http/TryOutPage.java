package io.dropshiphub.admin.http;

import java.io.IOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** {@code /docs}: Swagger UI on the hub's own OpenAPI document, served without any outside address. */
@Configuration(proxyBeanMethods = false)
class TryOutPage implements WebMvcConfigurer {

    private static final String BUNDLE = "classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui-bundle.js";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/docs/");
        registry.addRedirectViewController("/docs", "/docs/");
        registry.addViewController("/docs/").setViewName("forward:/docs/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/swagger-ui/**").addResourceLocations(swaggerUi());
    }

    /** The folder in the jar; its name holds a version that the page's links shall not. */
    private static Resource swaggerUi() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(BUNDLE);
            if (found.length == 0) {
                throw new IllegalStateException("the Swagger UI jar is not on the class path");
            }
            return found[0].createRelative("./");
        } catch (IOException e) {
            throw new IllegalStateException("the Swagger UI jar cannot be read", e);
        }
    }
}
