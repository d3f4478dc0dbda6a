package io.dropshiphub.testing;

import io.dropshiphub.DropshipHub;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a test in the whole hub: real routes, real beans, HTTP on a random port, a migrated database that all test classes
 * with the same settings share (arrange what you need, or {@link TestDatabase#clear}).
 *
 * <p>Load only what the test is about with
 * {@code @HubTest(properties = "hub.routes.include=_shared/*.camel.yaml,intake/take-files.camel.yaml")}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@CamelSpringBootTest
@SpringBootTest(classes = DropshipHub.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = HubTestSettings.class)
public @interface HubTest {

    /** Settings of this test, {@code key=value}. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {};
}
