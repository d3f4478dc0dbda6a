package io.dropshiphub.payments;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells fields that are named like card data, however they are spelled: {@code card_number}, {@code cardNumber}, {@code CARD-NUMBER}. */
final class CardFields {

    /** The whole name, without anything but letters and digits. */
    private static final Set<String> NAMES = Set.of(
            "number",
            "pan",
            "csc",
            "cvn",
            "cvd",
            "pin",
            "exp",
            "expiry",
            "expirydate",
            "expiration",
            "expirationdate",
            "track",
            "track1",
            "track2",
            "track3",
            "유효기간",
            "보안코드");

    /** A part of the name. */
    private static final Set<String> PARTS = Set.of(
            "cardnumber",
            "cardno",
            "cardnum",
            "ccnumber",
            "ccnum",
            "creditcard",
            "debitcard",
            "primaryaccountnumber",
            "cvc",
            "cvv",
            "securitycode",
            "verificationvalue",
            "verificationcode",
            "expmonth",
            "expyear",
            "expdate",
            "expirymonth",
            "expiryyear",
            "expirationmonth",
            "expirationyear",
            "cardexp",
            "cardpassword",
            "pinblock",
            "trackdata",
            "track1data",
            "track2data",
            "magstripe",
            "magneticstripe",
            "카드번호",
            "카드비밀번호");

    private CardFields() {}

    /** What card data the name is like, in the hub's own spelling; empty when it is like none. */
    static Optional<String> like(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
        return NAMES.contains(plain)
                ? Optional.of(plain)
                : PARTS.stream().filter(plain::contains).findFirst();
    }
}
