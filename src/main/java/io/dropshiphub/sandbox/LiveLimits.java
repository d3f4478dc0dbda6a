package io.dropshiphub.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropshiphub.sandbox.SandboxSettings.Limits;
import io.dropshiphub.sandbox.wire.Json;
import java.util.List;

/** The limits in force. They may be changed while callers call, as the marketplaces change theirs. */
final class LiveLimits {

    private static final List<String> NUMBERS = List.of(
            "coupang_per_second", "coupang_burst", "naver_per_second", "naver_burst", "eleventst_daily_creations");

    private volatile Limits limits;

    LiveLimits(Limits limits) {
        this.limits = limits;
    }

    Limits now() {
        return limits;
    }

    ObjectNode describe() {
        Limits now = limits;
        return Json.object()
                .put("enforced", now.enforced())
                .put("coupang_per_second", now.coupangPerSecond())
                .put("coupang_burst", now.coupangBurst())
                .put("naver_per_second", now.naverPerSecond())
                .put("naver_burst", now.naverBurst())
                .put("eleventst_daily_creations", now.eleventstDailyCreations());
    }

    /**
     * Changes what is named and switches the limits on; a burst that is not named follows its rate: the same at Coupang, twice
     * as many at Naver.
     *
     * @return what is wrong with the wish, or null when it is done
     */
    String change(ObjectNode wanted) {
        for (String number : NUMBERS) {
            if (wanted.has(number)
                    && (!Json.whole(wanted, number, 1) || wanted.get(number).longValue() > 1_000_000)) {
                return number + " must be a whole number from 1 to 1000000";
            }
        }
        Limits before = limits;
        int coupang = number(wanted, "coupang_per_second", before.coupangPerSecond());
        int naver = number(wanted, "naver_per_second", before.naverPerSecond());
        limits = new Limits(
                true,
                coupang,
                number(wanted, "coupang_burst", wanted.has("coupang_per_second") ? coupang : before.coupangBurst()),
                naver,
                number(wanted, "naver_burst", wanted.has("naver_per_second") ? 2 * naver : before.naverBurst()),
                number(wanted, "eleventst_daily_creations", before.eleventstDailyCreations()));
        return null;
    }

    private static int number(ObjectNode wanted, String field, int otherwise) {
        return (int) Json.number(wanted, field, otherwise);
    }
}
