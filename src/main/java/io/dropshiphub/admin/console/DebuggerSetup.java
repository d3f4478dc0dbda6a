package io.dropshiphub.admin.console;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.debugger.DefaultBacklogDebugger;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Builds routes so that Hawtio's Debug tab can switch on Camel's debugger later; until then every node only asks whether it is
 * on. Camel's own switch for this, the camel-debug module, opens a JMX port to the whole network.
 */
@Component
class DebuggerSetup implements SmartInitializingSingleton {

    private final CamelContext camel;
    private final ConsoleProperties properties;

    DebuggerSetup(CamelContext camel, ConsoleProperties properties) {
        this.camel = camel;
        this.properties = properties;
    }

    /** Before Camel looks for route files: what is set later has no effect on their routes. */
    @Override
    public void afterSingletonsInstantiated() {
        if (properties.debugger()) {
            camel.setDebugStandby(true);
            // When Camel makes the debugger it switches message history on, and with that a tracer on standby writes
            // every
            // message at every node to JSON: more work than all the rest of a call.
            try {
                camel.addService(DefaultBacklogDebugger.createDebugger(camel), true, true);
            } catch (Exception e) {
                throw new IllegalStateException("Camel's debugger could not be made ready: " + e.getMessage(), e);
            }
            camel.setMessageHistory(false);
        }
    }
}
