package io.dropshiphub.platforms.naver;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.calls.ApiReply;
import io.dropshiphub.calls.HttpStep;
import io.dropshiphub.product.ToldLimits;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Reads the pace that Naver's gateway tells in the headers of its answers (refusals included). It keeps a bucket for each API
 * and application. The hub's accounts have one gate each, which follows the API that listings are created by; calls of the
 * other APIs pass it, too, and so are no faster.
 */
@Component
public class NaverLimits {

    private static final String RATE = "gncp-gw-ratelimit-replenish-rate";
    private static final String BURST = "gncp-gw-ratelimit-burst-capacity";

    /** The limits this answer tells of creations; null when it tells none, or is the answer of another API. */
    public ToldLimits told(@Body ApiReply reply, @Variable(HttpStep.CALL) ApiCall call) {
        if (!call.creates()) {
            return null;
        }
        double rate = number(reply.header(RATE));
        double burst = number(reply.header(BURST));
        return rate > 0 && burst >= 1 ? new ToldLimits(rate, (int) Math.min(burst, Integer.MAX_VALUE)) : null;
    }

    private static double number(String text) {
        try {
            double number = text == null ? 0 : Double.parseDouble(text.strip());
            return Double.isFinite(number) ? number : 0;
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
