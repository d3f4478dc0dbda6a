package io.dropshiphub.admin.database;

/** The database cannot be used as configured; the message says what to do. Ends the start of the hub. */
class DatabaseProblem extends RuntimeException {

    private final String code;
    private final String action;

    DatabaseProblem(String code, String message, String action, Throwable cause) {
        super(code + ": " + message + ". " + action, cause);
        this.code = code;
        this.action = action;
    }

    String code() {
        return code;
    }

    String action() {
        return action;
    }
}
