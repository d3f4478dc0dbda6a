package io.dropshiphub.admin.http;

/**
 * The body of a request that brings secrets, or of an answer that gives some. Traces and the debugger, which show bodies as text,
 * show only that there was one; a desk that is meant to read it takes this type and asks for the text.
 *
 * @param text what was sent or is answered; null when nothing was sent
 */
public record HiddenBody(String text) {

    /** Nothing of the text. */
    @Override
    public String toString() {
        return "(not shown: it holds secrets)";
    }
}
