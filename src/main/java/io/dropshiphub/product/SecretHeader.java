package io.dropshiphub.product;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The value of a header that proves to an outside service who calls. It leaves with the call, because Camel's HTTP component
 * goes through a header that has several values one by one; traces and the debugger show a header as one text, and this one's
 * says nothing.
 */
public final class SecretHeader implements Iterable<String> {

    private static final Set<String> NAMES = Set.of("authorization", "apikey", "openapikey");

    private final String value;

    private SecretHeader(String value) {
        this.value = value;
    }

    /**
     * What to set as a message's header.
     *
     * @param name of the header, in any case
     * @param value what the service is to be told
     * @return the value itself, hidden when it is one that proves something
     */
    public static Object of(String name, String value) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT)) ? new SecretHeader(value) : value;
    }

    @Override
    public Iterator<String> iterator() {
        return List.of(value).iterator();
    }

    /** Nothing of the value. */
    @Override
    public String toString() {
        return "(not shown)";
    }
}
