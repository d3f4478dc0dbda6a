package io.dropshiphub.platforms.eleventst;

import io.dropshiphub.calls.ApiReply;

/**
 * An answer and the document in it.
 *
 * @param http the answer as it came
 * @param xml its document, null when it holds none
 */
public record EleventstReply(ApiReply http, XmlElement xml) {

    String text(String element) {
        return xml == null ? "" : xml.find(element);
    }
}
