package io.dropshiphub.payments;

import io.dropshiphub.product.CodedProblem;
import java.time.Duration;
import java.util.Optional;

/** A payment, capture, void or refund that is refused before any gateway is asked, or that no gateway can be asked for. */
public class PaymentProblem extends CodedProblem {

    private final transient Duration retryAfter;

    /** As {@link CodedProblem}; nothing was charged. */
    public PaymentProblem(String code, int status, String detail) {
        this(code, status, detail, null);
    }

    /** @param retryAfter how long to wait before it may work, or null */
    public PaymentProblem(String code, int status, String detail, Duration retryAfter) {
        super(code, status, detail);
        this.retryAfter = retryAfter;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
