package io.dropshiphub.product;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The seller's own product code: the key by which a listing is found again on every marketplace.
 *
 * @param value 1 to 30 characters (Naver's {@code sellerManagementCode} is the narrowest), no control characters
 */
public record SellerSku(@JsonValue String value) {

    /** The narrowest limit of the three marketplaces. */
    public static final int MAX_LENGTH = 30;

    @JsonCreator
    public SellerSku {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("a seller SKU must not be blank");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a seller SKU has at most " + MAX_LENGTH + " characters, this one has " + value.length());
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a seller SKU must not contain control characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
