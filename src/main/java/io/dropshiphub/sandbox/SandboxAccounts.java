package io.dropshiphub.sandbox;

import java.util.List;

/**
 * The seller accounts the simulators know, with the secrets their callers must prove. Invented for the sandbox; worth
 * nothing anywhere else.
 */
public record SandboxAccounts(List<Coupang> coupang, List<Naver> naver, List<Eleventst> eleventst) {

    /**
     * A Coupang vendor.
     *
     * @param outboundPlace the code of its outbound shipping place
     * @param returnCenter the code of its return centre
     */
    public record Coupang(
            String vendorId,
            String accessKey,
            String secretKey,
            String vendorUserId,
            long outboundPlace,
            String returnCenter) {}

    /**
     * An application of a Naver SmartStore seller.
     *
     * @param clientSecret a bcrypt salt, as Naver's secrets are
     * @param releaseAddress the address-book number goods leave from
     * @param returnAddress the address-book number returns go to
     */
    public record Naver(String clientId, String clientSecret, long releaseAddress, long returnAddress) {}

    /**
     * An 11st seller.
     *
     * @param apiKey 32 characters
     * @param outAddress the address sequence goods leave from
     * @param inAddress the address sequence returns go to
     */
    public record Eleventst(String sellerId, String apiKey, long outAddress, long inAddress) {}

    private static final int ELEVENTST_KEY_LENGTH = 32;

    public SandboxAccounts {
        coupang = List.copyOf(coupang);
        naver = List.copyOf(naver);
        eleventst = List.copyOf(eleventst);
        for (Eleventst seller : eleventst) {
            if (seller.apiKey().length() != ELEVENTST_KEY_LENGTH) {
                throw new IllegalArgumentException(
                        "an 11st key has " + ELEVENTST_KEY_LENGTH + " characters, the one of " + seller.sellerId()
                                + " has " + seller.apiKey().length());
            }
        }
    }

    /** Two Coupang vendors, one Naver application and one 11st seller. */
    public static SandboxAccounts demo() {
        return new SandboxAccounts(
                List.of(
                        new Coupang(
                                "A00000001",
                                "sandbox-coupang-access-1",
                                "sandbox-coupang-secret-1",
                                "sandboxuser1",
                                74010,
                                "1000274592"),
                        new Coupang(
                                "A00000002",
                                "sandbox-coupang-access-2",
                                "sandbox-coupang-secret-2",
                                "sandboxuser2",
                                74011,
                                "1000274593")),
                List.of(new Naver("sandboxnaver", "$2a$04$sandboxsandboxsandboxu", 100001, 100002)),
                List.of(new Eleventst("sandboxseller", "5andb0x11st0key0for0the0demo0001", 1, 2)));
    }
}
