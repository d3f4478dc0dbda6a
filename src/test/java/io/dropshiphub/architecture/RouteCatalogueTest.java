package io.dropshiphub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

/** How route files are written: what a reader, Hawtio, the metrics and the next integrator may rely on. */
class RouteCatalogueTest {

    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final int MAX_ROUTES = 5;
    private static final int MAX_LINES = 120;

    private static final Set<String> ELEMENTS =
            Set.of("route", "rest", "routeTemplate", "templatedRoute", "routeConfiguration", "restConfiguration");

    /** For looking at a message; deciding is for beans. */
    private static final Set<String> LANGUAGES = Set.of(
            "simple",
            "constant",
            "method",
            "variable",
            "exchangeProperty",
            "header",
            "jsonpath",
            "jq",
            "xpath",
            "tokenize");

    private static final Set<String> FORBIDDEN_LANGUAGES = Set.of(
            "groovy",
            "java",
            "joor",
            "js",
            "javaScript",
            "python",
            "mvel",
            "ognl",
            "spel",
            "csimple",
            "datasonnet",
            "language");

    /** Endpoints that stay inside the process. */
    private static final Set<String> INSIDE = Set.of("direct", "seda", "log", "mock", "bean", "class", "controlbus");

    /** Steps that are handles for tests, coverage and per-node figures. */
    private static final Set<String> NAMED_STEPS = Set.of(
            "choice",
            "split",
            "circuitBreaker",
            "bean",
            "multicast",
            "aggregate",
            "throttle",
            "toD",
            "enrich",
            "pollEnrich");

    /** The hub's own components; the catalogue knows Camel's only. */
    private static final Set<String> OWN_COMPONENTS = Set.of("registration-queue");

    private final List<String> problems = new ArrayList<>();

    @Test
    void files_hold_one_step_of_one_feature() throws IOException {
        for (Path file : RouteYaml.files()) {
            String name = file.getFileName().toString().replace(".camel.yaml", "");
            expect(KEBAB.matcher(name).matches(), file + ": the file name is not kebab-case");
            long lines = Files.readAllLines(file).size();
            expect(lines <= MAX_LINES, file + ": " + lines + " lines, at most " + MAX_LINES);
            List<RouteYaml.Entry> elements = RouteYaml.elements(file);
            long routes = elements.stream().filter(e -> e.key().equals("route")).count();
            expect(routes <= MAX_ROUTES, file + ": " + routes + " routes, at most " + MAX_ROUTES);
            for (RouteYaml.Entry element : elements) {
                expect(
                        ELEMENTS.contains(element.key()),
                        element.value().place() + ": " + element.key() + " does not belong into routes/");
                if (element.key().endsWith("Configuration")) {
                    expect(
                            RouteYaml.folder(file).equals("_shared"),
                            element.value().place() + ": configurations belong into routes/_shared");
                }
            }
        }
        none();
    }

    @Test
    void routes_say_who_they_are() {
        Set<String> configurations = RouteYaml.all("routeConfiguration").stream()
                .map(configuration -> configuration.text("id"))
                .collect(Collectors.toSet());
        List<String> order = List.of("id", "group", "description", "routeConfigurationId", "from");
        for (RouteYaml route : RouteYaml.all("route")) {
            String folder = RouteYaml.folder(route.file());
            List<String> found = route.keys().stream().filter(order::contains).toList();
            expect(
                    found.equals(order),
                    route.place() + ": a route has, in this order, " + order + "; this one " + found);
            String id = Objects.toString(route.text("id"), "");
            expect(KEBAB.matcher(id).matches(), route.place() + ": id " + id + " is not kebab-case");
            // a route that deals with one of the folder's things may say so: payment-charge, order-paid
            String one = folder.endsWith("s") ? folder.substring(0, folder.length() - 1) : folder;
            expect(
                    id.startsWith(folder + "-") || id.startsWith(one + "-"),
                    route.place() + ": id " + id + " does not start with " + folder + "- or " + one + "-");
            expect(
                    folder.equals(route.text("group")),
                    route.place() + ": group " + route.text("group") + " is not its folder " + folder);
            String description = Objects.toString(route.text("description"), "");
            expect(
                    description.length() >= 20 && description.length() <= 90,
                    route.place() + ": the description of " + id + " has " + description.length()
                            + " characters, not 20 to 90");
            expect(
                    configurations.contains(route.text("routeConfigurationId")),
                    route.place() + ": there is no routeConfiguration " + route.text("routeConfigurationId"));
        }
        none();
    }

    @Test
    void ids_are_unique() {
        Map<String, String> seen = new HashMap<>();
        everything(element -> element.walkEntries(entry -> {
            if (entry.key().equals("id") && entry.value().isText()) {
                String earlier = seen.put(entry.value().text(), entry.value().place());
                expect(
                        earlier == null,
                        entry.value().place() + ": id " + entry.value().text() + " is also at " + earlier);
                expect(
                        KEBAB.matcher(entry.value().text()).matches(),
                        entry.value().place() + ": id " + entry.value().text() + " is not kebab-case");
            }
        }));
        none();
    }

    @Test
    void errors_are_handled_in_configurations_only() {
        for (RouteYaml route : RouteYaml.all("route")) {
            route.walkEntries(entry -> expect(
                    !Set.of("errorHandler", "onException", "doTry", "onCompletion")
                            .contains(entry.key()),
                    entry.value().place() + ": " + entry.key() + " inside a route; it belongs into routes/_shared"));
            for (RouteYaml.Step step : route.steps()) {
                // breaks Hawtio's diagram of the whole context
                expect(
                        !(step.name().equals("throttle")
                                && "ConcurrentRequests".equals(step.options().text("mode"))),
                        step.options().place() + ": throttle with mode ConcurrentRequests");
            }
        }
        none();
    }

    @Test
    void what_matters_has_a_name() {
        for (RouteYaml element : stepOwners()) {
            for (RouteYaml.Step step : element.steps()) {
                boolean leaves = Set.of("to", "poll", "wireTap").contains(step.name())
                        && step.options().text("uri") != null
                        && !INSIDE.contains(RouteYaml.scheme(step.options().text("uri")));
                if (leaves || NAMED_STEPS.contains(step.name())) {
                    expect(
                            step.options().text("id") != null,
                            step.options().place() + ": " + step.name() + " without an id");
                }
            }
        }
        none();
    }

    @Test
    void the_notation_is_canonical() {
        for (RouteYaml element : stepOwners()) {
            for (RouteYaml.Step step : element.steps()) {
                expect(
                        step.options().isMap(),
                        step.options().place() + ": " + step.name() + " in short notation; its options are a map");
                for (String language : step.name().equals("bean") ? Set.<String>of() : LANGUAGES) {
                    expect(
                            step.options().get(language) == null,
                            step.options().place() + ": " + language + " of " + step.name()
                                    + " belongs under expression:");
                }
            }
            element.walkEntries(entry -> {
                if (entry.key().equals("expression") && entry.value().isMap()) {
                    for (RouteYaml.Entry language : entry.value().entries()) {
                        expect(
                                language.value().isMap(),
                                language.value().place() + ": " + language.key()
                                        + " in short notation; write expression:" + " below it");
                    }
                }
                if (entry.key().equals("uri") && entry.value().isText()) {
                    expect(
                            !entry.value().text().contains("?"),
                            entry.value().place() + ": options belong under parameters:, not into the uri");
                }
            });
        }
        none();
    }

    @Test
    void routes_look_and_beans_decide() {
        for (RouteYaml element : stepOwners()) {
            element.walkEntries(entry -> {
                expect(
                        !FORBIDDEN_LANGUAGES.contains(entry.key())
                                && !entry.key().equals("script"),
                        entry.value().place() + ": no " + entry.key() + " in routes");
                if (entry.key().equals("expression") && entry.value().isMap()) {
                    for (String language : entry.value().keys()) {
                        expect(LANGUAGES.contains(language), entry.value().place() + ": no " + language + " in routes");
                    }
                }
                if (entry.key().equals("simple")) {
                    String text = Objects.toString(entry.value().text("expression"), "");
                    expect(
                            text.split("&&|\\|\\|", -1).length <= 2,
                            entry.value().place() + ": more than one && or ||; name a bean predicate");
                }
                if (Set.of("uri").contains(entry.key()) && entry.value().isText()) {
                    String scheme = RouteYaml.scheme(entry.value().text());
                    expect(
                            // jdbc takes its statement from a bean; sql would have it in the route
                            !Set.of("sql", "exec", "language").contains(scheme),
                            entry.value().place() + ": no " + scheme + " in routes; a bean does that");
                }
            });
        }
        none();
    }

    @Test
    void every_direct_name_is_a_route_and_is_called() throws IOException {
        Map<String, String> offered = new HashMap<>();
        for (RouteYaml route : RouteYaml.all("route")) {
            String uri = Objects.toString(
                    route.get("from") == null ? null : route.get("from").text("uri"), "");
            if (uri.startsWith("direct:")) {
                offered.put(uri, route.place());
                expect(
                        uri.equals("direct:" + route.text("id")),
                        route.place() + ": consumes " + uri + "; the name is the route's id " + route.text("id"));
            }
        }
        Map<String, String> called = new HashMap<>();
        Set<String> calledByPattern = new HashSet<>();
        everything(element -> element.walkEntries(entry -> {
            if (Set.of("uri", "to").contains(entry.key()) && entry.value().isText()) {
                String uri = entry.value().text();
                if (uri.startsWith("direct:") && !isFrom(element, entry.value())) {
                    if (uri.contains("${")) {
                        calledByPattern.add(uri.substring(0, uri.indexOf("${")));
                    } else {
                        called.putIfAbsent(uri, entry.value().place());
                    }
                }
            }
        }));
        called.forEach((uri, place) -> expect(offered.containsKey(uri), place + ": there is no route for " + uri));
        Set<String> fromJava = calledFromJava();
        offered.forEach((uri, place) -> expect(
                called.containsKey(uri)
                        || fromJava.contains(uri)
                        || calledByPattern.stream().anyMatch(uri::startsWith),
                place + ": nobody calls " + uri));
        none();
    }

    @Test
    void every_setting_has_a_default() throws IOException {
        Set<String> known = new TreeSet<>();
        for (var source : new YamlPropertySourceLoader()
                .load("settings", new FileSystemResource("src/main/resources/application.yaml"))) {
            known.addAll(List.of(((EnumerablePropertySource<?>) source).getPropertyNames()));
        }
        everything(element -> element.walk(value -> {
            if (value.isText()) {
                Matcher matcher = PLACEHOLDER.matcher(value.text());
                while (matcher.find()) {
                    String name = matcher.group(1);
                    boolean optional = name.startsWith("?") || name.contains(":");
                    expect(
                            optional || known.contains(name) || known.contains(name + "[0]"),
                            value.place() + ": " + name + " is not in application.yaml");
                }
            }
        }));
        none();
    }

    @Test
    void every_bean_and_method_exists() throws IOException {
        HubBeans beans = new HubBeans();
        everything(element -> element.walkEntries(entry -> {
            if (Set.of("bean", "method").contains(entry.key()) && entry.value().isMap()) {
                String ref = entry.value().text("ref");
                expect(ref != null, entry.value().place() + ": a bean is named by ref");
                if (ref != null) {
                    expect(beans.has(ref), entry.value().place() + ": there is no bean " + ref);
                    String method = entry.value().text("method");
                    expect(
                            !beans.has(ref) || beans.hasMethod(ref, method),
                            entry.value().place() + ": bean " + ref + " has no public method " + method);
                }
            }
            if (entry.value().isText() && entry.value().text().startsWith("#bean:")) {
                String ref = entry.value().text().substring("#bean:".length());
                expect(beans.has(ref), entry.value().place() + ": there is no bean " + ref);
            }
        }));
        none();
    }

    @Test
    void every_endpoint_and_option_is_known_to_camel() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        everything(element -> element.walk(value -> {
            String uri = value.isMap() ? value.text("uri") : null;
            if (uri == null || uri.startsWith("{{") || uri.startsWith("${")) {
                return;
            }
            String scheme = RouteYaml.scheme(uri);
            if (OWN_COMPONENTS.contains(scheme)) {
                return;
            }
            ComponentModel component = catalog.componentModel(scheme);
            expect(component != null, value.place() + ": Camel has no component " + scheme);
            RouteYaml parameters = value.get("parameters");
            if (component == null || parameters == null) {
                return;
            }
            Set<String> known = Stream.concat(
                            component.getEndpointPathOptions().stream(),
                            component.getEndpointParameterOptions().stream())
                    .map(BaseOptionModel::getName)
                    .collect(Collectors.toSet());
            List<String> prefixes = component.getEndpointParameterOptions().stream()
                    .map(BaseOptionModel::getPrefix)
                    .filter(Objects::nonNull)
                    .filter(prefix -> !prefix.isBlank())
                    .toList();
            for (String option : parameters.keys()) {
                expect(
                        known.contains(option) || prefixes.stream().anyMatch(option::startsWith),
                        parameters.place() + ": " + scheme + " has no option " + option + " (it has "
                                + new TreeSet<>(known) + ")");
            }
        }));
        none();
    }

    private static boolean isFrom(RouteYaml element, RouteYaml value) {
        RouteYaml from = element.get("from");
        return from != null && from.get("uri") != null && from.get("uri").node() == value.node();
    }

    private static Set<String> calledFromJava() throws IOException {
        Pattern direct = Pattern.compile("\"(direct:[a-z0-9-]+)\"");
        Set<String> called = new HashSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = direct.matcher(Files.readString(source));
                while (matcher.find()) {
                    called.add(matcher.group(1));
                }
            }
        }
        return called;
    }

    /** Routes and configurations: what has steps. */
    private static List<RouteYaml> stepOwners() {
        return Stream.concat(RouteYaml.all("route").stream(), RouteYaml.all("routeConfiguration").stream())
                .toList();
    }

    private static void everything(Consumer<RouteYaml> visitor) {
        RouteYaml.files().forEach(file -> RouteYaml.elements(file).forEach(element -> visitor.accept(element.value())));
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    private void none() {
        assertThat(RouteYaml.files()).isNotEmpty();
        assertThat(String.join("\n", problems)).isEmpty();
    }
}
