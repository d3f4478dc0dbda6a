package io.dropshiphub.intake.read;

import java.io.IOException;
import java.io.InputStream;

/** Takes pictures that came inside an archive. */
@FunctionalInterface
public interface ImageStore {

    /**
     * @param name the picture's file name, for messages only
     * @param content its bytes; read to the end, not closed
     * @return its key in the hub's media store; the same bytes always give the same key
     */
    String store(String name, InputStream content) throws IOException;
}
