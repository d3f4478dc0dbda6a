package io.dropshiphub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    private Path folder;

    @Test
    void a_line_that_a_kill_cut_short_is_left_out_and_spoils_none_after_it() throws Exception {
        Path file = folder.resolve("ledger.jsonl");
        added(file, "A-1", "머그컵");
        added(file, "A-2", "머그컵");
        byte[] written = Files.readAllBytes(file);
        String text = Files.readString(file);
        int whole = text.substring(0, text.lastIndexOf('컵')).getBytes().length;
        // in the middle of a character
        Files.write(file, Arrays.copyOf(written, whole + 1));

        added(file, "A-3", "머그컵");

        Journal journal = new Journal(file);
        Shelf shelf = new Shelf("coupang", 1, journal);
        journal.open(Map.of("coupang", shelf));
        journal.close();
        assertThat(shelf.bySku("a", "A-1")).hasSize(1);
        assertThat(shelf.bySku("a", "A-2")).isEmpty();
        assertThat(shelf.bySku("a", "A-3")).hasSize(1);
    }

    /** A run of the sandbox in which one product is listed. */
    private static void added(Path file, String sku, String name) {
        try (Journal journal = new Journal(file)) {
            Shelf shelf = new Shelf("coupang", 1, journal);
            journal.open(Map.of("coupang", shelf));
            shelf.add(
                    id -> {
                        Listing listing = new Listing(id, "a", sku, 0, List.of());
                        listing.name = name;
                        return listing;
                    },
                    null);
        }
    }
}
