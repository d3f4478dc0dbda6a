package io.dropshiphub.admin.http;

/**
 * The body of a request that brings secrets. Traces and the debugger, which show bodies as text, show only that there was one;
 * a desk that is meant to read it takes this type and asks for the text.
 *
 * @param text what was sent; null when nothing was
 */
public record HiddenBody(String text) {

    /** Nothing of the text. */
    @Override
    public String toString() {
        return "(not shown: it brings secrets)";
    }
}
