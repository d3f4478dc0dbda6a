package io.dropshiphub.admin.start;

import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.admin.access.OwnerNames;
import io.dropshiphub.images.HostedImages;
import io.dropshiphub.images.InspectedPictures;
import io.dropshiphub.images.PictureInspection;
import io.dropshiphub.intake.BatchOwners;
import io.dropshiphub.intake.HeldPictures;
import io.dropshiphub.intake.KnownPlatforms;
import io.dropshiphub.intake.PictureChecks;
import io.dropshiphub.intake.SentBatches;
import io.dropshiphub.platforms.Platform;
import io.dropshiphub.platforms.PlatformRegistry;
import io.dropshiphub.product.Caller;
import io.dropshiphub.product.PictureReport;
import io.dropshiphub.product.Product;
import io.dropshiphub.registration.AllocationProperties;
import io.dropshiphub.security.ActivityCounts;
import io.dropshiphub.security.AuditEntry;
import io.dropshiphub.security.AuditLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** What intake asks of features it must not know: the names of the marketplaces, and what becomes of pictures, who users are. */
@Configuration(proxyBeanMethods = false)
class IntakePorts {

    @Bean
    KnownPlatforms knownPlatforms(PlatformRegistry registry, MarketAccounts accounts, AllocationProperties allocation) {
        return new KnownPlatforms() {
            @Override
            public Set<String> all() {
                return those(platform -> true);
            }

            @Override
            public Set<String> withAccount(long ownerId) {
                return those(platform -> !accounts.eligible(ownerId, platform).isEmpty());
            }

            private Set<String> those(Predicate<String> wanted) {
                return registry.all().stream()
                        .map(Platform::key)
                        .filter(wanted)
                        .sorted(Comparator.comparingInt(allocation::rank))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }
        };
    }

    @Bean
    BatchOwners batchOwners(OwnerNames names) {
        return new BatchOwners() {
            @Override
            public long of(Caller caller, String name) {
                return names.owner(caller, name);
            }

            @Override
            public Map<String, Long> sellers() {
                return names.sellers();
            }
        };
    }

    @Bean
    SentBatches sentBatches(AuditLog audit, ActivityCounts activity) {
        return (caller, batch, rows) -> {
            audit.append(AuditEntry.done(
                    caller.username(), "batch.send", "batch:" + batch, Map.of("rows", String.valueOf(rows))));
            activity.count(caller.username(), ActivityCounts.Kind.ROWS, rows);
        };
    }

    @Bean
    HeldPictures heldPictures(HostedImages images) {
        return new HeldPictures() {
            @Override
            public String store(String name, InputStream in) {
                return images.store(name, in);
            }

            @Override
            public boolean holds(String key) {
                try {
                    return images.holds(key);
                } catch (DataAccessException e) {
                    // no row is at fault
                    throw new UncheckedIOException(new IOException("it is not known which pictures the hub holds", e));
                }
            }
        };
    }

    @Bean
    PictureChecks pictureChecks(PictureInspection inspection) {
        return platforms -> {
            InspectedPictures pictures = inspection.begin(platforms);
            return new PictureChecks.Check() {
                @Override
                public String inZip(String name, InputStream in) throws IOException {
                    return pictures.inZip(name, in);
                }

                @Override
                public CompletableFuture<List<PictureReport>> of(Product product) {
                    return pictures.of(product);
                }

                @Override
                public long lookedAt() {
                    return pictures.lookedAt();
                }

                @Override
                public long notLookedAt() {
                    return pictures.notLookedAt();
                }
            };
        };
    }
}
