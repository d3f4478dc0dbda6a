package io.dropshiphub.admin.routes;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a start that fails for a route file end with file and line instead of a stack trace. */
class RoutesRefusedAnalyzer extends AbstractFailureAnalyzer<RoutesRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RoutesRefused cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Mend the files and start again. Nothing has been run with the others.", cause);
    }
}
