package io.dropshiphub.intake;

import io.dropshiphub.product.Owners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The house's watched folder and, in {@code users/<name>} below it, one of the same kind for each seller. Whose a file is says
 * the folder it lies in, and nothing that a file or its name says. Thread-safe.
 */
@Component
public class Inboxes {

    private static final Logger LOG = LoggerFactory.getLogger(Inboxes.class);
    /** Names that are one plain folder everywhere, and not a hidden one, which nobody would see. */
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}[a-z0-9_-]");

    private record Owned(Inbox inbox, long ownerId) {}

    private final Owned house;
    private final Path users;
    private final BatchOwners owners;
    private final Set<String> passedOver = ConcurrentHashMap.newKeySet();
    private volatile Map<Path, Owned> sellers = Map.of();

    Inboxes(IntakeProperties properties, BatchOwners owners) {
        this.house = new Owned(new Inbox(properties.inbox().toAbsolutePath().normalize()), Owners.HOUSE);
        this.users = house.inbox().folder().resolve("users");
        this.owners = owners;
    }

    /** Makes the folders of new sellers, and leaves those alone that are no seller's any more. */
    public void refresh() throws IOException {
        Map<Path, Owned> present = new HashMap<>();
        for (Map.Entry<String, Long> seller : owners.sellers().entrySet()) {
            Path folder = users.resolve(seller.getKey());
            if (FOLDER.matcher(seller.getKey()).matches()) {
                Owned known = sellers.get(folder);
                present.put(
                        folder,
                        known != null
                                        && known.ownerId() == seller.getValue()
                                        && Files.isDirectory(known.inbox().done())
                                ? known
                                : new Owned(new Inbox(folder), seller.getValue()));
            } else if (passedOver.add(seller.getKey())) {
                LOG.warn("The seller with the id {} has no folder: their name cannot be one", seller.getValue());
            }
        }
        sellers = Map.copyOf(present);
        for (Path folder : folders()) {
            if (!present.containsKey(folder)
                    && passedOver.add(folder.getFileName().toString())) {
                LOG.warn("Files in {} are left alone: no seller who may log in has that name", folder);
            }
        }
    }

    /**
     * The inbox in which a file lies, or in whose sub-folders; one from elsewhere is the house's.
     *
     * @throws IllegalStateException when it lies in the folder of a seller who may no longer log in
     */
    Inbox of(Path file) {
        return owned(file).inbox();
    }

    /** Whose the file is that lies there. */
    long ownerOf(Path file) {
        return owned(file).ownerId();
    }

    /** The inbox that a batch's file came through; empty when it was none of this hub's. */
    Optional<Inbox> of(UUID batch) throws IOException {
        return all().stream().filter(inbox -> inbox.knows(batch)).findFirst();
    }

    /** Every inbox that files have ever been taken from, also of sellers who may no longer log in. */
    List<Inbox> all() throws IOException {
        List<Inbox> all = new ArrayList<>(List.of(house.inbox()));
        for (Path folder : folders()) {
            Owned known = sellers.get(folder);
            if (known != null) {
                all.add(known.inbox());
            } else if (Inbox.isOne(folder)) {
                all.add(new Inbox(folder));
            }
        }
        return all;
    }

    /** How an inbox is called in records: empty for the house's, {@code users/<name>/} for a seller's. */
    String prefix(Inbox inbox) {
        return inbox == house.inbox()
                ? ""
                : users.getFileName() + "/" + inbox.folder().getFileName() + "/";
    }

    /** Whether a folder is looked into, or a file in this place is taken. */
    boolean isWatched(Path path, boolean folder) {
        if (folder && path.equals(users)) {
            return true;
        }
        Path place = folder ? path : path.getParent();
        return isInbox(place) || place.endsWith("check") && isInbox(place.getParent());
    }

    private boolean isInbox(Path folder) {
        return folder.equals(house.inbox().folder()) || sellers.containsKey(folder);
    }

    private Owned owned(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (!path.startsWith(users)) {
            return house;
        }
        return sellers.entrySet().stream()
                .filter(seller -> path.startsWith(seller.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                // never the house's instead
                .orElseThrow(() -> new IllegalStateException(file + " is in the folder of nobody who may log in"));
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(users)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(users)) {
            return found.filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
