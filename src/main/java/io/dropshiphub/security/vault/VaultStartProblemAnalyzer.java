package io.dropshiphub.security.vault;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a start that fails for the vault end with its message instead of a stack trace. */
class VaultStartProblemAnalyzer extends AbstractFailureAnalyzer<VaultStartProblem> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, VaultStartProblem cause) {
        return new FailureAnalysis(cause.description(), cause.action(), cause);
    }
}
