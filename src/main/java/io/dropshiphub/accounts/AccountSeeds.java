package io.dropshiphub.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Templates and category mappings to begin with, read from YAML files:
 *
 * <pre>
 * templates:  {platform: {field: value}}
 * categories: [{hub-category, platform, code, settings}]
 * </pre>
 *
 * A later file adds to an earlier one and wins where both name the same thing.
 */
final class AccountSeeds {

    private final ObjectMapper json;
    private final Map<String, ObjectNode> templates = new HashMap<>();
    private final List<CategoryMappings.Mapping> categories = new ArrayList<>();

    AccountSeeds(List<String> locations, ResourceLoader resources, ObjectMapper json) {
        this.json = json;
        for (String location : locations) {
            add(location, resources.getResource(location));
        }
    }

    /** A copy of the seed template of a marketplace; empty when there is none. */
    ObjectNode template(String platform) {
        ObjectNode template = templates.get(platform);
        return template == null ? json.createObjectNode() : template.deepCopy();
    }

    List<CategoryMappings.Mapping> categories() {
        return categories;
    }

    private void add(String location, Resource resource) {
        try (InputStream file = resource.getInputStream()) {
            JsonNode content = json.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(file));
            content.path("templates")
                    .fields()
                    .forEachRemaining(entry ->
                            templates.merge(entry.getKey(), (ObjectNode) entry.getValue(), AccountSeeds::merge));
            for (JsonNode row : content.path("categories")) {
                categories.add(new CategoryMappings.Mapping(
                        required(row, "hub-category"),
                        required(row, "platform"),
                        new PlatformCategory(
                                required(row, "code"),
                                row.get("settings") instanceof ObjectNode settings
                                        ? settings
                                        : json.createObjectNode())));
            }
        } catch (IOException | YAMLException | ClassCastException | IllegalArgumentException unusable) {
            throw new IllegalStateException(
                    "HUB-ACCOUNTS-003: the file '" + location + "' named by hub.accounts.seeds cannot be read ("
                            + unusable.getMessage()
                            + "); the hub does not start. Mend the file or take it off the list.",
                    unusable);
        }
    }

    private static String required(JsonNode row, String field) {
        String value = row.path(field).asText();
        if (value.isBlank()) {
            throw new IllegalArgumentException("a category row lacks '" + field + "': " + row);
        }
        return value;
    }

    /** Lays fields over others, object by object; gives back the first. */
    static ObjectNode merge(ObjectNode earlier, ObjectNode later) {
        later.fields().forEachRemaining(entry -> {
            JsonNode there = earlier.get(entry.getKey());
            if (there instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode changed) {
                merge(inner, changed);
            } else {
                earlier.set(entry.getKey(), entry.getValue());
            }
        });
        return earlier;
    }
}
