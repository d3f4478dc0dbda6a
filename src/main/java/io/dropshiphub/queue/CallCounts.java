package io.dropshiphub.queue;

import java.util.Map;
import java.util.TreeMap;

/** Calls by the slot of time they were made in; see {@link CallWindow}. Immutable. */
record CallCounts(TreeMap<Long, Long> bySlot) {

    static final CallCounts NONE = new CallCounts(new TreeMap<>());

    /** From the column: slot and calls in turn. */
    static CallCounts of(Long[] column) {
        TreeMap<Long, Long> bySlot = new TreeMap<>();
        for (int i = 0; i + 1 < column.length; i += 2) {
            bySlot.put(column[i], column[i + 1]);
        }
        return new CallCounts(bySlot);
    }

    /** For the column. */
    Long[] column() {
        Long[] column = new Long[bySlot.size() * 2];
        int i = 0;
        for (Map.Entry<Long, Long> entry : bySlot.entrySet()) {
            column[i++] = entry.getKey();
            column[i++] = entry.getValue();
        }
        return column;
    }

    /** Calls in this slot and later ones. */
    long from(long slot) {
        return bySlot.tailMap(slot, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    CallCounts plusOne(long slot) {
        TreeMap<Long, Long> more = new TreeMap<>(bySlot);
        more.merge(slot, 1L, Long::sum);
        return new CallCounts(more);
    }

    /** One call less in the oldest slot from {@code first} on. */
    CallCounts minusOldest(long first) {
        Map.Entry<Long, Long> oldest = bySlot.ceilingEntry(first);
        if (oldest == null) {
            return this;
        }
        TreeMap<Long, Long> less = new TreeMap<>(bySlot);
        less.merge(oldest.getKey(), -1L, (calls, minus) -> calls + minus == 0 ? null : calls + minus);
        return new CallCounts(less);
    }

    /** Without slots before {@code first}; what lies after {@code last}, written by a clock that was wrong, counts as {@code now}. */
    CallCounts between(long first, long last, long now) {
        TreeMap<Long, Long> kept = new TreeMap<>(bySlot.subMap(first, true, last, true));
        long astray = from(last + 1);
        if (astray > 0) {
            kept.merge(now, astray, Long::sum);
        }
        return new CallCounts(kept);
    }

    /** Of the slots from {@code first} on, the one that has to leave for at most {@code most} calls to be left. */
    long slotWhoseEndLeaves(long most, long first) {
        long left = from(first);
        long slot = first;
        for (Map.Entry<Long, Long> entry : bySlot.tailMap(first, true).entrySet()) {
            if (left <= most) {
                break;
            }
            slot = entry.getKey();
            left -= entry.getValue();
        }
        return slot;
    }
}
