package io.dropshiphub.platforms.coupang;

/** Paths of Coupang's gateway; what is signed. */
final class CoupangPaths {

    static final String MARKETPLACE = "/v2/providers/seller_api/apis/api/v1/marketplace";
    static final String PRODUCTS = MARKETPLACE + "/seller-products";

    private CoupangPaths() {}
}
