package io.dropshiphub.storage;

import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import java.time.Duration;

/**
 * Every refusal of this room, with its code. Codes below 010 are final, those from 010 on pass by themselves: nothing was
 * sent to a marketplace, and whoever asked tries again later.
 */
final class StorageProblems {

    private StorageProblems() {}

    static CallFailed noStore(Purpose purpose) {
        String setting = purpose == Purpose.PICTURE ? "pictures" : "archive";
        return refused(
                "HUB-STORAGE-002",
                "There is no store for the purpose '" + purpose.key()
                        + "', so the object was not kept. Name at least one in" + " hub.storage." + setting + ".");
    }

    static CallFailed notStorable(String what) {
        return refused(
                "HUB-STORAGE-003",
                what
                        + ", so nothing was kept. Send bytes, text, a file or a stream, with the headers of docs/storage.md.");
    }

    static CallFailed unknown(String key) {
        return refused(
                "HUB-STORAGE-004",
                "The hub keeps no object '" + key + "'. Ask for a key that a put has answered with.");
    }

    static CallFailed otherContent(String key, long kept, long offered) {
        return refused(
                "HUB-STORAGE-005",
                "An object '" + key + "' is kept already, with " + kept + " bytes instead of " + offered
                        + "; it was left as it is. Give other content another key, or delete the old object first.");
    }

    static CallFailed notPublic(String key) {
        return refused(
                "HUB-STORAGE-006",
                "The object '" + key + "' is an archived file, which has no public address. Ask for a signed one.");
    }

    static CallFailed notSigned(String key) {
        return refused(
                "HUB-STORAGE-007",
                "The object '" + key
                        + "' is in the local archive folder, which is served to nobody. Read it through the"
                        + " hub, or archive to another store.");
    }

    static CallFailed refusedByAll(String key, String why) {
        return refused(
                "HUB-STORAGE-008",
                "No store takes the object '" + key + "': " + why
                        + ". Trying again would not help; change the object or the store's limits.");
    }

    static CallFailed lost(String key, String store) {
        return refused(
                "HUB-STORAGE-009",
                "The object '" + key + "' is no longer in the store " + store
                        + ", where it was put. Somebody deleted it there: restore it from a backup, or make it anew.");
    }

    static CallFailed nobodyTakes(String key, String why, Duration retryAfter) {
        return later(
                "HUB-STORAGE-010",
                "No store could take the object '" + key + "' now: " + why
                        + ". Nothing was sent anywhere; it is tried again later. The operator finds the stores under"
                        + " /actuator/health.",
                retryAfter);
    }

    static CallFailed unavailable(String key, String store, StoreFailure why) {
        return later(
                "HUB-STORAGE-011",
                "The object '" + key + "' could not be had: the store " + store + " " + why.getMessage()
                        + ". It is tried again later; the operator finds the stores under /actuator/health.",
                why.retryAfter());
    }

    private static CallFailed refused(String code, String message) {
        return new CallFailed(Outcome.rejected(code, message, null), null);
    }

    private static CallFailed later(String code, String message, Duration retryAfter) {
        return new CallFailed(new Outcome(OutcomeClass.NOT_SENT, null, null, code, message, null, retryAfter), null);
    }
}
