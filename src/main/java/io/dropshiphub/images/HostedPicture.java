package io.dropshiphub.images;

import io.dropshiphub.storage.StoredObject;

/**
 * A fitted picture in its store.
 *
 * @param object where it is
 * @param width in pixels
 * @param height in pixels
 */
record HostedPicture(StoredObject object, int width, int height) {}
