package io.dropshiphub.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a put has come.
 *
 * @param object what is to be kept
 * @param kept where it is; null until a store has taken it
 * @param open the stores that have not been asked, the next one first
 * @param doubtful whether the next store says that it has the key already, so that the size must be compared
 * @param passedOver what the stores before said, in sentences
 * @param refused whether every one of them refused the object itself
 * @param retryAfter the shortest wait that one of them asked for, or null
 */
record Storing(
        NewObject object,
        StoredObject kept,
        List<Store> open,
        boolean doubtful,
        List<String> passedOver,
        boolean refused,
        Duration retryAfter) {

    static Storing begin(NewObject object, List<Store> stores) {
        return new Storing(object, null, List.copyOf(stores), false, List.of(), true, null);
    }

    static Storing done(NewObject object, StoredObject kept) {
        return new Storing(object, kept, List.of(), false, List.of(), false, null);
    }

    Storing taken(StoredObject place) {
        return new Storing(object, place, List.of(), false, passedOver, refused, retryAfter);
    }

    /** The same store again, now asked what it has. */
    Storing inDoubt() {
        return new Storing(object, null, open, true, passedOver, refused, retryAfter);
    }

    Storing next(StoreFailure why) {
        List<String> reasons = new ArrayList<>(passedOver);
        reasons.add(open.get(0).key() + " " + why.getMessage());
        Duration wait = why.retryAfter();
        boolean shorter = wait != null && (retryAfter == null || wait.compareTo(retryAfter) < 0);
        return new Storing(
                object,
                null,
                open.subList(1, open.size()),
                false,
                List.copyOf(reasons),
                refused && why.kind() == StoreFailure.Kind.REFUSED,
                shorter ? wait : retryAfter);
    }

    /** Key and size only. */
    @Override
    public String toString() {
        return "storing " + object.key() + ", open " + open;
    }
}
