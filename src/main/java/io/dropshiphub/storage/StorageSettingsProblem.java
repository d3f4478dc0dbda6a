package io.dropshiphub.storage;

/** A store that shall be used lacks a setting; the message names it. Ends the start of the hub. */
class StorageSettingsProblem extends RuntimeException {

    private final String description;
    private final String action;

    StorageSettingsProblem(String problem, String action) {
        super("HUB-STORAGE-001: " + problem + ". " + action);
        this.description = "HUB-STORAGE-001: " + problem;
        this.action = action;
    }

    /** Code and what is wrong. */
    String description() {
        return description;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
