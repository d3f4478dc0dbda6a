package io.dropshiphub.intake;

import java.util.Set;

/** Which marketplaces may be targets, by key ({@code coupang}, {@code naver}, {@code 11st}), in the order to show them. */
public interface KnownPlatforms {

    /** Every marketplace the hub knows. */
    Set<String> all();

    /** Those on which an enabled account of that owner is ready. */
    Set<String> withAccount(long ownerId);
}
