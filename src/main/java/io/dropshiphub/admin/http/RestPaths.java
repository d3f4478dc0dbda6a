package io.dropshiphub.admin.http;

import io.dropshiphub.admin.routes.AfterSwap;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.platform.http.springboot.CamelRequestHandlerMapping;
import org.apache.camel.support.service.BaseService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Keeps the web server's paths in line with the routes that serve them. Camel leaves the path of a route that was stopped or
 * removed in place and runs requests into it.
 */
@Configuration(proxyBeanMethods = false)
class RestPaths {

    /** Forgets the paths whose route is gone: they are unknown paths from then on. */
    @Bean
    AfterSwap dropPathsWithoutRoute(CamelRequestHandlerMapping paths) {
        return () -> {
            List<RequestMappingInfo> dead = paths.getHandlerMethods().entrySet().stream()
                    .filter(path -> isStopped(path.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            dead.forEach(paths::unregisterMapping);
        };
    }

    /** Answers 503 for a route that is stopped, or is being replaced just now. */
    @Bean
    MappedInterceptor refuseWhileStopped() {
        return new MappedInterceptor(new String[] {"/**"}, new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                    throws IOException {
                if (!(handler instanceof HandlerMethod method) || !isStopped(method)) {
                    return true;
                }
                response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                response.setHeader("Retry-After", "2");
                response.setContentType("application/problem+json");
                response.getWriter()
                        .write("{\"type\":\"urn:dropship-hub:error:HUB-REST-503\",\"title\":\"Service Unavailable\","
                                + "\"status\":503,\"code\":\"HUB-REST-503\",\"detail\":\"The route behind this path is stopped"
                                + " or being replaced. Try again in a moment\"}");
                return false;
            }
        });
    }

    private static boolean isStopped(HandlerMethod method) {
        return method.getBean() instanceof BaseService consumer && (consumer.isStopped() || consumer.isStopping());
    }
}
