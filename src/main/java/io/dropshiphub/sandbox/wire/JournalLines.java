package io.dropshiphub.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Journals of one JSON object a line, the last of which a kill may have cut short. */
public final class JournalLines {

    private JournalLines() {}

    /** Hands out the objects of a file that is there, leaving out what was cut short, and readies it to be written on at its end. */
    public static void replay(Path path, Consumer<ObjectNode> reader) throws IOException {
        // no strict decoder: a line may have been cut in the middle of a character
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                ObjectNode state = Json.object(line.getBytes(StandardCharsets.UTF_8));
                if (state != null) {
                    reader.accept(state);
                }
            }
        }
        endLine(path);
    }

    /** A line that was cut short must not spoil the one that follows it. */
    private static void endLine(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long length = file.length();
            if (length > 0) {
                file.seek(length - 1);
                if (file.read() != '\n') {
                    file.write('\n');
                }
            }
        }
    }
}
