package io.dropshiphub.sandbox.base;

import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import io.dropshiphub.sandbox.wire.WireRequest;
import java.io.IOException;
import java.util.List;

/** One simulated service, as the server in front of it sees it. */
public interface Simulator {

    /** The name used in faults and in the ledger. */
    String service();

    /** What it can be asked. */
    Routes routes();

    /** The operations that a fault can be confined to. */
    default List<String> operations() {
        return routes().operations();
    }

    /** What a request asks for; no action when nothing fits. */
    default Routes.Match route(WireRequest request) {
        return routes().match(request.method(), request.path());
    }

    /** Checks who calls and how often, then acts. */
    WireReply answer(Routes.Match match, WireRequest request) throws IOException;

    /** The service's own way to say "too many calls". */
    WireReply tooMany();

    /** The service's own way to say "we broke". */
    WireReply broken(int status);

    /** Forgets every issued token, where there are tokens. */
    default void expireTokens() {}
}
