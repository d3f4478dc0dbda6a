package io.dropshiphub.storage;

import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.springframework.stereotype.Component;

/** Which headers travel between a message and a store. Camel's own filter would keep back Cache-Control, which stores keep. */
@Component
public class StoreHeaders extends DefaultHeaderFilterStrategy {

    StoreHeaders() {
        // what the HTTP client writes itself
        getOutFilter().add("content-length");
        getOutFilter().add("content-type");
        getOutFilter().add("host");
        getOutFilter().add("transfer-encoding");
        setLowerCase(true);
        setOutFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
        setInFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
    }
}
