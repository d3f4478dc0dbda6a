package io.dropshiphub.bench;

import io.dropshiphub.DropshipHub;
import io.dropshiphub.accounts.AccountCredentials;
import io.dropshiphub.accounts.MarketAccount;
import io.dropshiphub.accounts.MarketAccounts;
import io.dropshiphub.calls.ApiCall;
import io.dropshiphub.platforms.coupang.CoupangListings;
import io.dropshiphub.platforms.eleventst.EleventstListings;
import io.dropshiphub.platforms.naver.NaverListings;
import io.dropshiphub.product.ImageRef;
import io.dropshiphub.product.JobKind;
import io.dropshiphub.product.ListingJob;
import io.dropshiphub.product.Owners;
import io.dropshiphub.product.Product;
import io.dropshiphub.product.SellerSku;
import io.dropshiphub.testing.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The creations that the hub sends, one per marketplace, written once by the hub's own adapters and then copied with another
 * SKU for every call. So the bare loop sends the same bytes without paying for the mapping; only Coupang's signature is made
 * for each call, as Coupang demands.
 */
final class CapturedCalls {

    /** Stands in the captured bodies wherever the SKU stands; as long as a usual SKU. */
    private static final String MARK = "CAPTURED-00000";

    private static final DateTimeFormatter SIGNED_DATE =
            DateTimeFormatter.ofPattern("yyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * One marketplace's creation.
     *
     * @param address where it goes
     * @param headers that are the same in every call
     * @param signature of the Authorization header, made for every call; null when it is among the headers
     * @param body in ISO-8859-1, so that every byte is one character
     * @param success a text in the answer to a creation that has taken place
     */
    record Call(
            String platform,
            String address,
            Map<String, String> headers,
            Supplier<String> signature,
            String body,
            String success) {

        HttpPost request(String sku) {
            HttpPost request = new HttpPost(address);
            headers.forEach(request::setHeader);
            if (signature != null) {
                request.setHeader("Authorization", signature.get());
            }
            request.setEntity(new ByteArrayEntity(body.replace(MARK, sku).getBytes(StandardCharsets.ISO_8859_1), null));
            return request;
        }
    }

    private CapturedCalls() {}

    /** Lets a hub without routes, on the measured hub's database, write the calls. */
    static List<Call> capture(HubUnderLoad hub, SandboxUnderLoad sandbox) throws IOException, InterruptedException {
        String token = sandbox.naverToken();
        String picture = sandbox.pictureAtNaver();
        var database = hub.database("postgres");
        List<String> settings = new ArrayList<>(HubUnderLoad.accountSettings());
        settings.addAll(List.of(
                "--server.port=0",
                "--hub.routes.include=none",
                "--hub.security.master-key=" + TestKeys.MASTER,
                "--logging.level.root=error",
                "--hub.database.pool-size=4",
                "--hub.database.url=" + database.getUrl() + "&user=" + database.getUsername() + "&password="
                        + database.getPassword()));
        try (ConfigurableApplicationContext beans =
                SpringApplication.run(DropshipHub.class, settings.toArray(String[]::new))) {
            MarketAccounts accounts = beans.getBean(MarketAccounts.class);
            ApiCall coupang = beans.getBean(CoupangListings.class).create(job(accounts, "coupang", picture));
            ApiCall naver = beans.getBean(NaverListings.class).create(job(accounts, "naver", picture));
            ApiCall eleventst = beans.getBean(EleventstListings.class).create(job(accounts, "11st", picture));
            AccountCredentials vendor = accounts.credentials(
                    accounts.eligible(Owners.HOUSE, "coupang").get(0).id());
            Map<String, String> coupangHeaders =
                    Map.of("Content-Type", "application/json;charset=UTF-8", "X-Requested-By", vendor.get("vendor-id"));
            return List.of(
                    call(
                            "coupang",
                            sandbox.address() + "/coupang",
                            coupang,
                            coupangHeaders,
                            signer(vendor, coupang),
                            "SUCCESS"),
                    call(
                            "naver",
                            sandbox.address() + "/naver/external",
                            naver,
                            Map.of("Authorization", "Bearer " + token),
                            null,
                            "originProductNo"),
                    call("11st", sandbox.address() + "/11st/rest", eleventst, Map.of(), null, "<resultCode>200"));
        }
    }

    private static Call call(
            String platform,
            String base,
            ApiCall call,
            Map<String, String> more,
            Supplier<String> signature,
            String success) {
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        headers.putAll(more);
        String body = new String(call.body(), StandardCharsets.ISO_8859_1);
        if (!body.contains(MARK)) {
            throw new IllegalStateException("no SKU in the call to " + platform);
        }
        return new Call(platform, base + call.path(), headers, signature, body, success);
    }

    private static ListingJob job(MarketAccounts accounts, String platform, String picture) {
        MarketAccount account = accounts.eligible(Owners.HOUSE, platform).get(0);
        Product product = new Product(
                new SellerSku(MARK),
                ProductFile.name(MARK),
                ProductFile.CATEGORY,
                9000,
                39000L,
                100,
                ProductFile.DESCRIPTION,
                List.of(new ImageRef(picture)),
                List.of(),
                List.of(),
                null,
                "온그릇",
                null,
                "국산",
                false,
                false,
                List.of("수납함", "정리함", "접이식"),
                Map.of());
        return new ListingJob(
                1,
                1,
                Instant.MAX,
                1,
                new UUID(0, 0),
                JobKind.REGISTER,
                platform,
                account.id(),
                1,
                0,
                0,
                null,
                List.of(),
                product);
    }

    private static Supplier<String> signer(AccountCredentials vendor, ApiCall call) {
        SecretKeySpec key = new SecretKeySpec(vendor.get("secret-key").getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        ThreadLocal<Mac> macs = ThreadLocal.withInitial(() -> keyed(key));
        return () -> {
            String date = SIGNED_DATE.format(Instant.now());
            byte[] signature = macs.get().doFinal((date + "POST" + call.path()).getBytes(StandardCharsets.UTF_8));
            return "CEA algorithm=HmacSHA256, access-key=" + vendor.get("access-key") + ", signed-date=" + date
                    + ", signature=" + HexFormat.of().formatHex(signature);
        };
    }

    private static Mac keyed(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
