package io.dropshiphub.platforms.coupang;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is not certain about Coupang, so that it can be corrected without a build.
 *
 * @param skuLookUpPath path of the query by seller SKU, which follows it; the query exists, its path is unconfirmed
 * @param blockCoolDown how long an account rests after Coupang's firewall has blocked it; assumed
 * @param busyRetryAfter how long to wait while Coupang still works on a listing; assumed
 */
@ConfigurationProperties("hub.platforms.coupang")
record CoupangSettings(
        @DefaultValue(CoupangPaths.PRODUCTS + "/external-vendor-sku-codes/")
        String skuLookUpPath,

        @DefaultValue("10m") Duration blockCoolDown,
        @DefaultValue("60s") Duration busyRetryAfter) {}
