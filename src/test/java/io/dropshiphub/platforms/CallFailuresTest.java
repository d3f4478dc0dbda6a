package io.dropshiphub.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.product.CallFailed;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Outcome;
import io.dropshiphub.product.OutcomeClass;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallFailuresTest {

    private static final ApiCall CREATE = new ApiCall("POST", "/products", null, Map.of(), null, true);
    private static final ApiCall READ = ApiCall.get("/products/1", null);

    private final CallFailures failures = new CallFailures();
    private final ListingJob job = TestProducts.product().job(JobKind.REGISTER, "coupang", null);

    static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of(new ConnectException("refused"), OutcomeClass.NOT_SENT, OutcomeClass.NOT_SENT),
                Arguments.of(new UnknownHostException("x"), OutcomeClass.NOT_SENT, OutcomeClass.NOT_SENT),
                Arguments.of(new ConnectTimeoutException("slow"), OutcomeClass.NOT_SENT, OutcomeClass.NOT_SENT),
                Arguments.of(
                        new ConnectionRequestTimeoutException("pool"), OutcomeClass.NOT_SENT, OutcomeClass.NOT_SENT),
                Arguments.of(new SocketTimeoutException("read"), OutcomeClass.UNKNOWN, OutcomeClass.NOT_SENT),
                Arguments.of(new SocketException("reset"), OutcomeClass.UNKNOWN, OutcomeClass.NOT_SENT),
                Arguments.of(new NoHttpResponseException("gone"), OutcomeClass.UNKNOWN, OutcomeClass.NOT_SENT),
                Arguments.of(new IOException("broken off"), OutcomeClass.UNKNOWN, OutcomeClass.NOT_SENT),
                Arguments.of(new IllegalStateException("bug"), OutcomeClass.UNKNOWN, OutcomeClass.NOT_SENT),
                Arguments.of(
                        new CamelExecutionException("wrapped", null, new ConnectException("refused")),
                        OutcomeClass.NOT_SENT,
                        OutcomeClass.NOT_SENT),
                Arguments.of(
                        new CallFailed(Outcome.of(OutcomeClass.AUTH, "c", "m"), null),
                        OutcomeClass.AUTH,
                        OutcomeClass.AUTH),
                Arguments.of(
                        CallNotPermittedException.createCallNotPermittedException(CircuitBreaker.ofDefaults("coupang")),
                        OutcomeClass.PLATFORM_DOWN,
                        OutcomeClass.PLATFORM_DOWN));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void a_failure_means_what_it_leaves_possible(Exception failure, OutcomeClass creating, OutcomeClass otherwise) {
        assertThat(failures.classify(failure, job, CREATE).outcomeClass()).isEqualTo(creating);
        assertThat(failures.classify(failure, job, READ).outcomeClass()).isEqualTo(otherwise);
    }

    @Test
    void a_failure_before_any_call_has_sent_nothing() {
        Outcome outcome = failures.classify(new IllegalStateException("bug"), job, null);

        assertThat(outcome.outcomeClass()).isEqualTo(OutcomeClass.NOT_SENT);
        assertThat(outcome.code()).isEqualTo("HUB-CALL-006");
    }
}
