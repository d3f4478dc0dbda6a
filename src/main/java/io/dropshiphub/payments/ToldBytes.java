package io.dropshiphub.payments;

/**
 * What a gateway has told by itself, as it came. Traces, which show bodies as text, show only that there was something.
 *
 * @param bytes over which it is signed; never null
 */
public record ToldBytes(byte[] bytes) {

    public ToldBytes {
        bytes = bytes == null ? new byte[0] : bytes;
    }

    /** Nothing of the content. */
    @Override
    public String toString() {
        return "(not shown: " + bytes.length + " bytes that a gateway told)";
    }
}
