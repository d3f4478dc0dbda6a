package io.dropshiphub.admin.database;

/** The database cannot be used as configured; the message says what to do. Ends the start of the hub. */
class DatabaseProblem extends RuntimeException {

    private final String description;
    private final String action;

    DatabaseProblem(String code, String message, String action, Throwable cause) {
        super(code + ": " + message + ". " + action, cause);
        description = code + ": " + message;
        this.action = action;
    }

    /** Code and what happened. */
    String description() {
        return description;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
