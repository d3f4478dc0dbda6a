package io.dropshiphub.platforms;

import io.dropshiphub.accounts.MarketAccounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The marketplaces the hub knows, one row each. Adding one: docs/adding-a-marketplace.md. */
@Component
public class PlatformRegistry {

    private static final List<Platform> ROWS = List.of(
            new Platform("coupang", "coupang", "coupang", "쿠팡 Coupang", false, true, true),
            new Platform("naver", "naver", "naver", "네이버 스마트스토어 Naver SmartStore", true, false, false),
            new Platform("11st", "eleventst", "eleventh-street", "11번가 11st", false, true, false));

    private final Map<String, Platform> byKey = new LinkedHashMap<>();

    PlatformRegistry(MarketAccounts accounts) {
        ROWS.forEach(row -> byKey.put(row.key(), row));
        accounts.all().stream()
                .filter(account -> !byKey.containsKey(account.platform()))
                .findFirst()
                .ifPresent(account -> {
                    throw new IllegalStateException("HUB-PLATFORMS-001: the account " + account.label()
                            + " is for a marketplace the hub does not know; the hub does not start. Known are "
                            + byKey.keySet() + ": mend the account under hub.accounts.");
                });
    }

    /** All marketplaces, in the order accounts prefer them. */
    public List<Platform> all() {
        return List.copyOf(byKey.values());
    }

    /** The marketplace of this key; empty when the hub does not know it. */
    public Optional<Platform> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
