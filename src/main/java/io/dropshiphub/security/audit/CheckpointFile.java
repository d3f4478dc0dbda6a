package io.dropshiphub.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The checkpoints out of the database's reach: one line each, the newest last. */
@Component
class CheckpointFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Null: the setting is empty, there is no file. */
    private final Path file;

    CheckpointFile(AuditProperties settings) {
        file = settings.checkpointFile().isBlank()
                ? null
                : Path.of(settings.checkpointFile()).toAbsolutePath().normalize();
    }

    void append(Checkpoint checkpoint) {
        if (file == null) {
            return;
        }
        try {
            if (!Files.exists(file)) {
                create();
            }
            // a line of its own also behind one that a crash has left unfinished
            Files.writeString(file, "\n" + checkpoint.line(), StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint could not be written to " + file, e);
        }
    }

    /** Every readable line that is there now, in its order, read as it is used; close the stream. No file: none. */
    Stream<Checkpoint> read() {
        if (file == null || !Files.exists(file)) {
            return Stream.empty();
        }
        try {
            long now;
            try (Stream<String> lines = Files.lines(file)) {
                now = lines.count();
            }
            return Files.lines(file).limit(now).map(CheckpointFile::parse).flatMap(Optional::stream);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints could not be read from " + file, e);
        }
    }

    private void create() throws IOException {
        Files.createDirectories(file.getParent());
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** An unreadable line is half of one that a crash has broken off; taking a line away is no harder than spoiling it. */
    private static Optional<Checkpoint> parse(String line) {
        try {
            return Optional.ofNullable(JSON.readValue(line.isBlank() ? "null" : line, Checkpoint.class))
                    .filter(read -> Stream.of(read.hash(), read.at(), read.keyId(), read.signature())
                            .allMatch(Objects::nonNull));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
