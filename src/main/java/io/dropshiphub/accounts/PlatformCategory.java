package io.dropshiphub.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * The category of a marketplace that stands for a hub category.
 *
 * @param code the marketplace's code of a leaf category
 * @param settings what this category demands there (notices, attributes, certificates); shared, so copy before changing
 */
public record PlatformCategory(String code, ObjectNode settings) {

    public PlatformCategory {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(settings, "settings");
    }
}
