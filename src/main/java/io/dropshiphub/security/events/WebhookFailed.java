package io.dropshiphub.security.events;

/** An alert was not taken by the webhook. Has no cause: those name the address. */
final class WebhookFailed extends RuntimeException {

    WebhookFailed(String why) {
        super(why, null, false, false);
    }
}
