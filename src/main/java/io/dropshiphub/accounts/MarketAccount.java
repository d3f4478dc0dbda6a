package io.dropshiphub.accounts;

import java.util.Objects;

/**
 * One seller account on one marketplace.
 *
 * @param id the hub's id
 * @param ownerId the user it belongs to
 * @param platform marketplace key ({@code coupang}, {@code naver}, {@code 11st})
 * @param name what the seller calls it; unique among its owner's on its marketplace
 * @param priority smaller is preferred
 * @param quota what it may use
 */
public record MarketAccount(long id, long ownerId, String platform, String name, int priority, Quota quota) {

    public MarketAccount {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(quota, "quota");
    }

    /** Marketplace and name, as messages call it. */
    public String label() {
        return platform + "/" + name;
    }
}
