package io.dropshiphub.admin.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dropshiphub.admin.routes.RoutesStatus.FileState;
import io.dropshiphub.admin.routes.RoutesStatus.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class RouteFilesTest {

    @TempDir
    Path folder;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private RouteFiles routeFiles;

    /** A bean for routes; its answer tells which bean a route called. */
    public static class Greeter {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch mayLeave = new CountDownLatch(1);

        public String greet() {
            return "bean";
        }

        public String slow() throws InterruptedException {
            entered.countDown();
            mayLeave.await(20, TimeUnit.SECONDS);
            return "slow";
        }
    }

    private final Greeter greeter = new Greeter();

    @BeforeEach
    void shared_files() throws IOException {
        camel.getRegistry().bind("greeter", greeter);
        camel.getPropertiesComponent().addInitialProperty("hub.word", "from settings");
        write("_shared/errors.camel.yaml", """
                - routeConfiguration:
                    id: say-it
                    onException:
                      - onException:
                          exception:
                            - java.lang.Exception
                          handled:
                            constant:
                              expression: "true"
                          steps:
                            - setBody:
                                expression:
                                  constant:
                                    expression: failed
                """);
    }

    @AfterEach
    void stop() {
        greeter.mayLeave.countDown();
        if (routeFiles != null) {
            routeFiles.destroy();
        }
        camel.stop();
    }

    @Test
    void loads_every_file_of_the_folder_at_start() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        write("greet/deeper/word.camel.yaml", answering("deeper-word", "{{hub.word}}"));
        start(false);

        assertThat(ask("greet-hello")).isEqualTo("hello");
        assertThat(ask("deeper-word")).isEqualTo("from settings");
        assertThat(routeFiles.status().inOrder()).isTrue();
        assertThat(routeFiles.status().files())
                .extracting(FileStatus::file)
                .containsExactly("_shared/errors.camel.yaml", "greet/deeper/word.camel.yaml", "greet/hello.camel.yaml");
    }

    @Test
    void refuses_to_start_with_a_broken_file_and_names_file_and_line() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello").replace("setBody", "setBoddy"));

        assertThatThrownBy(() -> start(false))
                .isInstanceOf(RoutesRefused.class)
                .hasMessageContaining("HUB-ROUTES-001")
                .hasMessageContaining("greet/hello.camel.yaml line 9")
                .hasMessageContaining("setBoddy");
    }

    @Test
    void refuses_to_start_with_an_unknown_component_or_bean_and_names_the_file() throws IOException {
        write("greet/a.camel.yaml", answering("greet-a", "x").replace("uri: direct:greet-a", "uri: nosuch:thing"));
        write("greet/b.camel.yaml", calling("greet-b", "bean", "ref: nobody\n            method: greet"));

        assertThatThrownBy(() -> start(false))
                .isInstanceOf(RoutesRefused.class)
                .hasMessageContaining("greet/a.camel.yaml line ")
                .hasMessageContaining("nosuch")
                .hasMessageContaining("greet/b.camel.yaml line ")
                .hasMessageContaining("nobody");
    }

    @Test
    void takes_a_changed_file_while_running() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(false);

        write("greet/hello.camel.yaml", answering("greet-hello", "good day"));
        routeFiles.refresh();

        assertThat(ask("greet-hello")).isEqualTo("good day");
        assertThat(routeFiles.status().inOrder()).isTrue();
    }

    @Test
    void notices_a_change_by_itself_and_leaves_a_file_alone_that_is_still_being_written() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(true);

        String fresh = answering("greet-hello", "good day");
        for (int length = 10; length < fresh.length(); length += 60) {
            write("greet/hello.camel.yaml", fresh.substring(0, length));
        }
        write("greet/hello.camel.yaml", fresh);

        await().atMost(Duration.ofSeconds(10)).until(() -> ask("greet-hello").equals("good day"));
        assertThat(routeFiles.status().inOrder()).isTrue();
    }

    @Test
    void adds_a_new_file() throws IOException {
        start(false);
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        routeFiles.refresh();

        assertThat(ask("greet-hello")).isEqualTo("hello");
    }

    @Test
    void removes_the_routes_of_a_deleted_file() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(false);

        Files.delete(folder.resolve("greet/hello.camel.yaml"));
        routeFiles.refresh();

        assertThat(camel.getRoute("greet-hello")).isNull();
        assertThat(camel.getRouteDefinition("greet-hello")).isNull();
        assertThat(routeFiles.status().inOrder()).isTrue();
    }

    @Test
    void keeps_a_deleted_files_routes_while_others_call_them() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        write("greet/outer.camel.yaml", calling("greet-outer", "to", "uri: direct:greet-hello"));
        start(false);

        Files.delete(folder.resolve("greet/hello.camel.yaml"));
        routeFiles.refresh();

        assertThat(ask("greet-outer")).isEqualTo("hello");
        FileStatus status = statusOf("greet/hello.camel.yaml");
        assertThat(status.state()).isEqualTo(FileState.KEPT);
        assertThat(status.problem().message()).contains("direct:greet-hello");
    }

    @Test
    void keeps_everything_when_the_folder_is_suddenly_empty() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(false);

        Files.delete(folder.resolve("greet/hello.camel.yaml"));
        Files.delete(folder.resolve("_shared/errors.camel.yaml"));
        routeFiles.refresh();

        assertThat(ask("greet-hello")).isEqualTo("hello");
        assertThat(routeFiles.status().problem()).contains("HUB-ROUTES-004");
    }

    @Test
    void keeps_the_old_route_when_the_new_text_is_no_yaml_and_recovers_when_it_is_mended() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(false);

        write("greet/hello.camel.yaml", answering("greet-hello", "hello") + "   - [ ]: {");
        routeFiles.refresh();

        assertThat(ask("greet-hello")).isEqualTo("hello");
        FileStatus status = statusOf("greet/hello.camel.yaml");
        assertThat(status.state()).isEqualTo(FileState.KEPT);
        assertThat(status.problem().line()).isGreaterThanOrEqualTo(12);
        assertThat(new RoutesHealthIndicator(routeFiles).health().getStatus().getCode())
                .isEqualTo("DEGRADED");

        write("greet/hello.camel.yaml", answering("greet-hello", "mended"));
        routeFiles.refresh();
        assertThat(ask("greet-hello")).isEqualTo("mended");
        assertThat(new RoutesHealthIndicator(routeFiles).health().getStatus().getCode())
                .isEqualTo("UP");
    }

    @Test
    void keeps_the_old_route_when_the_new_one_names_an_unknown_component() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(false);

        write("greet/hello.camel.yaml", calling("greet-hello", "to", "uri: nosuch:thing"));
        routeFiles.refresh();

        assertThat(ask("greet-hello")).isEqualTo("hello");
        assertThat(statusOf("greet/hello.camel.yaml").problem().message()).contains("nosuch");
    }

    @Test
    void keeps_the_old_route_when_the_new_one_names_an_unknown_option_bean_method_or_setting() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(false);

        assertThat(refusal(calling("greet-hello", "to", "uri: log:x?nosuchOption=1")))
                .contains("nosuchOption");
        assertThat(refusal(calling("greet-hello", "bean", "ref: nobody\n            method: greet")))
                .contains("nobody");
        assertThat(refusal(calling("greet-hello", "bean", "ref: greeter\n            method: shout")))
                .contains("no public method shout");
        assertThat(refusal(answering("greet-hello", "{{hub.unset}}"))).contains("hub.unset");
        assertThat(ask("greet-hello")).isEqualTo("hello");
    }

    @Test
    void refuses_ids_that_another_file_has_and_blames_the_changed_file() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        write("greet/other.camel.yaml", answering("greet-other", "other"));
        start(false);

        write("greet/hello.camel.yaml", answering("greet-other", "stolen"));
        routeFiles.refresh();

        assertThat(statusOf("greet/hello.camel.yaml").problem().message())
                .contains("greet-other", "greet/other.camel.yaml");
        assertThat(ask("greet-other")).isEqualTo("other");
        assertThat(ask("greet-hello")).isEqualTo("hello");
    }

    @Test
    void takes_the_good_files_of_a_change_and_leaves_out_the_bad_one() throws IOException {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(false);

        write("greet/hello.camel.yaml", calling("greet-hello", "to", "uri: nosuch:thing"));
        write("greet/new.camel.yaml", answering("greet-new", "new"));
        routeFiles.refresh();

        assertThat(ask("greet-hello")).isEqualTo("hello");
        assertThat(ask("greet-new")).isEqualTo("new");
    }

    @Test
    void brings_the_old_routes_back_when_the_new_ones_pass_the_check_but_do_not_start() throws Exception {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(false);
        Path blocked = Files.createFile(folder.resolve("not-a-folder"));

        // the consumer finds out only when it starts that it cannot make its folder
        write(
                "greet/hello.camel.yaml",
                answering("greet-hello", "x")
                        + answering("greet-files", "y")
                                .replace(
                                        "uri: direct:greet-files",
                                        "uri: file:" + blocked
                                                + "/in?autoCreate=false&startingDirectoryMustExist=true"));
        routeFiles.refresh();

        assertThat(ask("greet-hello")).isEqualTo("hello");
        assertThat(camel.getRouteDefinition("greet-files")).isNull();
        assertThat(statusOf("greet/hello.camel.yaml").state()).isEqualTo(FileState.KEPT);
    }

    @Test
    void lets_an_exchange_in_flight_finish_before_its_route_is_replaced() throws Exception {
        write("greet/slow.camel.yaml", calling("greet-slow", "bean", "ref: greeter\n            method: slow"));
        start(false);

        CompletableFuture<String> inFlight = CompletableFuture.supplyAsync(() -> ask("greet-slow"));
        assertThat(greeter.entered.await(10, TimeUnit.SECONDS)).isTrue();
        write("greet/slow.camel.yaml", answering("greet-slow", "quick"));
        CompletableFuture<Void> reload = CompletableFuture.runAsync(this::refresh);
        greeter.mayLeave.countDown();

        reload.get(20, TimeUnit.SECONDS);
        assertThat(inFlight.get(10, TimeUnit.SECONDS)).isEqualTo("slow");
        assertThat(ask("greet-slow")).isEqualTo("quick");
    }

    @Test
    void a_route_that_an_operator_stopped_stays_stopped() throws Exception {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(false);
        camel.getRouteController().stopRoute("greet-hello");

        write("greet/hello.camel.yaml", answering("greet-hello", "good day"));
        routeFiles.refresh();

        assertThat(camel.getRouteController().getRouteStatus("greet-hello").isStarted())
                .isFalse();
        camel.getRouteController().startRoute("greet-hello");
        assertThat(ask("greet-hello")).isEqualTo("good day");
    }

    @Test
    void a_changed_error_configuration_reaches_the_routes_that_use_it() throws IOException {
        write(
                "greet/hello.camel.yaml",
                calling(
                                "greet-hello",
                                "throwException",
                                "exceptionType: java.lang.IllegalStateException\n            message: no")
                        .replace("    from:", "    routeConfigurationId: say-it\n    from:"));
        start(false);
        assertThat(ask("greet-hello")).isEqualTo("failed");

        String errors = Files.readString(folder.resolve("_shared/errors.camel.yaml"));
        write("_shared/errors.camel.yaml", errors.replace("expression: failed", "expression: failed politely"));
        routeFiles.refresh();

        assertThat(routeFiles.status().inOrder()).isTrue();
        assertThat(ask("greet-hello")).isEqualTo("failed politely");
    }

    @Test
    void a_changed_rest_configuration_waits_for_the_next_start() throws IOException {
        start(false);
        write("_shared/rest.camel.yaml", "- restConfiguration:\n    contextPath: /other\n");
        routeFiles.refresh();

        assertThat(statusOf("_shared/rest.camel.yaml").state()).isEqualTo(FileState.NEEDS_RESTART);
    }

    @Test
    void a_lost_route_is_seen_in_the_health() throws Exception {
        write("greet/hello.camel.yaml", answering("greet-hello", "hello"));
        start(false);
        camel.getRouteController().stopRoute("greet-hello");
        camel.removeRoute("greet-hello");

        assertThat(new RoutesHealthIndicator(routeFiles).health().getStatus().getCode())
                .isEqualTo("DOWN");
    }

    private void start(boolean watch) {
        RoutesProperties properties = new RoutesProperties(
                folder.toString(), List.of("**/*.camel.yaml"), watch, Duration.ofMillis(100), Duration.ofSeconds(10));
        routeFiles = new RouteFiles(
                properties, Clock.systemUTC(), new StaticListableBeanFactory().getBeanProvider(AfterSwap.class));
        routeFiles.beforeApplicationStart(camel);
        camel.start();
        routeFiles.afterApplicationStart(camel);
    }

    private void refresh() {
        try {
            routeFiles.refresh();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String refusal(String content) throws IOException {
        write("greet/hello.camel.yaml", content);
        routeFiles.refresh();
        FileStatus status = statusOf("greet/hello.camel.yaml");
        assertThat(status.state()).isEqualTo(FileState.KEPT);
        return status.problem().message();
    }

    private FileStatus statusOf(String file) {
        return routeFiles.status().files().stream()
                .filter(status -> status.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private String ask(String route) {
        return camel.createFluentProducerTemplate().to("direct:" + route).request(String.class);
    }

    private void write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static String answering(String id, String answer) {
        return """
                - route:
                    id: %1$s
                    group: greet
                    description: Answers with a constant
                    from:
                      uri: direct:%1$s
                      steps:
                        # the answer
                        - setBody:
                            expression:
                              simple:
                                expression: "%2$s"
                """.formatted(id, answer);
    }

    private static String calling(String id, String step, String options) {
        return """
                - route:
                    id: %1$s
                    from:
                      uri: direct:%1$s
                      steps:
                        - %2$s:
                            %3$s
                """.formatted(id, step, options);
    }
}
