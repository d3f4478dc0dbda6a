package io.dropshiphub.storage;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a start that fails for the stores' settings end with its message instead of a stack trace. */
class StorageSettingsProblemAnalyzer extends AbstractFailureAnalyzer<StorageSettingsProblem> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StorageSettingsProblem cause) {
        return new FailureAnalysis(cause.description(), cause.action(), cause);
    }
}
