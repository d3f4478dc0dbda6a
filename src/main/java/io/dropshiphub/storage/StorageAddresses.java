package io.dropshiphub.storage;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.env.PropertyResolver;
import org.springframework.stereotype.Component;

/**
 * The lasting addresses of pictures: what each store's begin with, now and ever before, so that the hub knows its own
 * pictures also after a move to another address. Thread-safe.
 */
@Component
class StorageAddresses {

    /** Path below the hub's public address. */
    static final String MEDIA_PATH = "/media/";

    private final StorageProperties settings;
    private final PropertyResolver environment;
    private final StoredObjects objects;
    private final Map<Store, String> now = new EnumMap<>(Store.class);
    private volatile Set<String> ever;

    StorageAddresses(StorageProperties settings, PropertyResolver environment, StoredObjects objects) {
        this.settings = settings;
        this.environment = environment;
        this.objects = objects;
        now.put(Store.S3, s3(settings.s3()));
        now.put(
                Store.GCS,
                or(
                        settings.gcs().publicUrl(),
                        settings.gcs().baseUrl() + "/" + settings.gcs().pictures()));
        now.put(
                Store.SUPABASE,
                or(
                        settings.supabase().publicUrl(),
                        settings.supabase().baseUrl() + "/object/public/"
                                + settings.supabase().pictures()));
    }

    /**
     * The lasting address of a picture.
     *
     * @throws io.dropshiphub.product.CallFailed rejected for an archived file
     */
    String url(StoredObject object) {
        if (object.purpose() != Purpose.PICTURE) {
            throw StorageProblems.notPublic(object.key());
        }
        String base = base(Store.of(object.store()));
        if (ever().add(base)) {
            objects.addBase(base);
        }
        return base + object.key();
    }

    /** The key in an address of any store, now or under earlier settings. */
    Optional<String> keyIn(String url) {
        for (Store store : Store.values()) {
            String base = base(store);
            // a store without a bucket has no addresses
            if (!base.endsWith("//") && url.startsWith(base)) {
                return key(url, base);
            }
        }
        return ever().stream().filter(url::startsWith).findFirst().flatMap(base -> key(url, base));
    }

    private static Optional<String> key(String url, String base) {
        return Optional.of(url.substring(base.length())).filter(NewObject::isKey);
    }

    /** What the addresses of pictures begin with in this store, now. */
    String base(Store store) {
        if (store != Store.LOCAL) {
            return now.get(store) + "/";
        }
        if (!settings.local().publicUrl().isEmpty()) {
            return settings.local().publicUrl() + MEDIA_PATH;
        }
        // the real port is known once the server listens; with server.port=0 it is known no other way
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://127.0.0.1:" + port + MEDIA_PATH;
    }

    private static String s3(StorageProperties.S3 s3) {
        if (!s3.publicUrl().isEmpty()) {
            return s3.publicUrl();
        }
        String server = s3.baseUrl().isEmpty() ? "https://s3." + s3.region() + ".amazonaws.com" : s3.baseUrl();
        return s3.pathStyle() || s3.pictures().isEmpty()
                ? server + "/" + s3.pictures()
                : server.replaceFirst("://", "://" + s3.pictures() + ".");
    }

    private static String or(String wanted, String otherwise) {
        return wanted.isEmpty() ? otherwise : wanted;
    }

    /** Read when first needed: the database is migrated by then. */
    private Set<String> ever() {
        if (ever == null) {
            synchronized (this) {
                if (ever == null) {
                    Set<String> known = ConcurrentHashMap.newKeySet();
                    known.addAll(objects.bases());
                    ever = known;
                }
            }
        }
        return ever;
    }
}
