package io.dropshiphub.platforms;

/**
 * What the hub must know of a marketplace outside its adapter.
 *
 * @param key its name in data and requests
 * @param room its route folder, route id prefix and adapter package
 * @param configurationName its name under {@code hub.platforms}
 * @param displayName what people call it
 * @param uploadsImages whether pictures must be uploaded to it; otherwise it downloads them from the hub
 * @param lookUpIsProof whether "not found" by seller SKU proves that there is no listing; false makes it only a hint
 * @param approvalIsPolled whether the marketplace inspects a listing after creation and must be asked about it
 */
public record Platform(
        String key,
        String room,
        String configurationName,
        String displayName,
        boolean uploadsImages,
        boolean lookUpIsProof,
        boolean approvalIsPolled) {}
