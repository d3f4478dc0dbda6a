package io.dropshiphub.platforms.eleventst;

import java.nio.charset.Charset;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is not certain about 11st, so that it can be corrected without a build.
 *
 * @param charset what requests are written in; the official examples say EUC-KR, some clients report that UTF-8 works
 * @param skuLookUpPath path of the query by seller code, which follows it; from third-party code
 */
@ConfigurationProperties("hub.platforms.eleventh-street")
record EleventstSettings(
        @DefaultValue("EUC-KR") Charset charset,
        @DefaultValue("/prodmarketservice/sellerprodcode/") String skuLookUpPath) {}
