package io.dropshiphub.storage;

/**
 * How far an upload in pieces has come.
 *
 * @param object what is uploaded
 * @param path of the session, below the store's base address
 * @param query of the session; whoever knows it can go on with the upload
 * @param sent how many bytes the store has
 * @param total how many there are
 */
record GcsUpload(NewObject object, String path, String query, long sent, long total) {

    GcsUpload upTo(long bytes) {
        return new GcsUpload(object, path, query, bytes, total);
    }

    /** Without the session's query. */
    @Override
    public String toString() {
        return "upload of " + object.key() + ", " + sent + " of " + total + " bytes";
    }
}
